// SPDX-License-Identifier: Apache-2.0
// One stored request as the command line copies it: curl, JSON, raw; with secrets and without.
#include <QTemporaryDir>
#include <QTest>
#include <boost/json/value.hpp>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr char kLogin[] =
    "POST /in?token=hush-hush HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer hush-hush\r\n"
    "X-Member: 4711-secret\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n"
    R"({"password":"hush-hush"})";

}  // namespace

class ShowCopiesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void curl();
    void json();
    void rawAndBody();
    void settingsDecide();
    void badPattern();

private:
    test::Output show(const QStringList& more) const {
        return test::runCli(QStringList{"show", "1", "--session", m_session} + more);
    }

    QTemporaryDir m_directory;
    QString m_session = m_directory.filePath("copies.mscope");
};

void ShowCopiesTest::initTestCase() {
    test::Collector collector(m_session, {"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    QVERIFY(test::exchange(collector.port(), kLogin));
    QVERIFY(test::becomesTrue(
        [&] { return !test::runCli({"sources", "--session", m_session, "--json"}).out.isEmpty(); }));
    QCOMPARE(collector.stop().exitCode, 0);
}

void ShowCopiesTest::curl() {
    const QByteArray hidden = show({"--curl"}).out;
    QVERIFY2(hidden.startsWith("# Hidden secrets: 3. Put them in where REDACTED stands.\n"),
             hidden.constData());
    QVERIFY2(!hidden.contains("hush") && hidden.contains("'http://shop.example/in?token=REDACTED'\n"),
             hidden.constData());
    const QByteArray open = show({"--curl", "--no-redact", "--to", "https://staging.example:8443"}).out;
    QVERIFY2(open.startsWith("printf '{\"password\":\"hush-hush\"}' | \\\ncurl ") &&
                 open.endsWith("'https://staging.example:8443/in?token=hush-hush'\n"),
             open.constData());
}

void ShowCopiesTest::json() {
    const auto hidden = test::jsonLines(show({"--json"}).out);
    QCOMPARE(hidden.size(), std::size_t{1});
    QCOMPARE(hidden[0].at("target").as_string().c_str(), "/in?token=REDACTED");
    QCOMPARE(hidden[0].at("body").as_string().c_str(), R"({"password":"REDACTED"})");
    QCOMPARE(hidden[0].at("redacted").at("header Authorization").to_number<int>(), 1);
    const auto open = test::jsonLines(show({"--json", "--no-redact"}).out);
    QCOMPARE(open[0].at("body").as_string().c_str(), R"({"password":"hush-hush"})");
}

void ShowCopiesTest::rawAndBody() {
    QCOMPARE(show({"--raw"}).out, QByteArray(kLogin));
    QCOMPARE(show({"--raw", "--redact"}).out, QByteArray(kLogin).replace("hush-hush", "REDACTED"));
    QCOMPARE(show({"--body"}).out, QByteArray(R"({"password":"hush-hush"})"));
    QCOMPARE(show({"--body", "--redact"}).out, QByteArray(R"({"password":"REDACTED"})"));
}

void ShowCopiesTest::settingsDecide() {
    QVERIFY(show({"--curl", "--set", "redact=off"}).out.contains("hush-hush"));
    QVERIFY(show({"--curl"}).out.contains("4711-secret"));
    QVERIFY(!show({"--curl", "--set", "redact-headers=X-Member"}).out.contains("4711-secret"));
    QVERIFY(show({"--curl", "--set", "redact-headers=other=X-Member"}).out.contains("4711-secret"));
    const auto hidden = show({"--curl", "--set", "redact-pattern=[0-9]{4}-secret|nothing"});
    QVERIFY2(hidden.out.contains("X-Member: REDACTED"), hidden.out.constData());
}

void ShowCopiesTest::badPattern() {
    const auto output = show({"--curl", "--set", "redact-pattern=a("});
    QCOMPARE(output.exitCode, 2);
    QVERIFY2(output.error.contains("redact-pattern"), output.error.constData());
}

QTEST_GUILESS_MAIN(ShowCopiesTest)
#include "show_copies_test.moc"
