// SPDX-License-Identifier: Apache-2.0
// mirrorscope-cli pairs: requests of two proxies in one session, as a user asks for them.
#include <QTemporaryDir>
#include <QTest>
#include <boost/json/value.hpp>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr char kAgent[] = "User-Agent: one/1\r\n";

/// A copy of the proxy with that last number in its address, in the form of the page on mirrored traffic.
std::string copyOf(int proxy, const std::string& target, const std::string& more = kAgent) {
    return "GET " + target + " HTTP/1.1\r\nX-SERVER-ADDR: 10.0.0." + std::to_string(proxy) +
           "\r\nX-SERVER-PORT: 80\r\nHost: shop.example\r\n" + more + "\r\n";
}

std::string id(char digit) {
    return "X-Request-ID: " + std::string(32, digit) + "\r\n";
}

}  // namespace

class PairsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pairsAreListed();
    void formats();
    void limit();
    void failures_data();
    void failures();

private:
    QTemporaryDir m_directory;
    QString m_session = m_directory.filePath("pairs.mscope");
};

void PairsTest::initTestCase() {
    test::Collector collector(m_session, {"--engine", "none"});
    QVERIFY2(collector.isListening(), collector.error().constData());
    for (const std::string& copy : {
             copyOf(1, "/content"),                                                  // 1
             copyOf(2, "/content", kAgent + std::string("X-Real-IP: 1.2.3.4\r\n")),  // 2: its twin
             copyOf(1, "/id", id('a')),                                              // 3
             copyOf(2, "/moved/id", id('a')),                                        // 4: its twin
             copyOf(1, "/first-alone"),                                              // 5
             copyOf(2, "/second-alone"),                                             // 6
             copyOf(1, "/often"),  // 7: one of 8 and 9, nobody knows which
             copyOf(2, "/often"),  // 8
             copyOf(2, "/often"),  // 9
         }) {
        QVERIFY(test::exchange(collector.port(), copy).has_value());
    }
    QVERIFY(test::becomesTrue([&] {
        const auto rows = test::jsonLines(test::runCli({"requests", "--session", m_session, "--json"}).out);
        return rows.size() == 9 && rows.front().at("source").is_string();
    }));
    QCOMPARE(collector.stop().exitCode, 0);
}

void PairsTest::pairsAreListed() {
    const auto output = test::runCli({"pairs", "1", "2", "--session", m_session, "--json"});
    QVERIFY2(output.exitCode == 0, output.error.constData());
    const auto rows = test::jsonLines(output.out);
    QCOMPARE(rows.size(), std::size_t{3});
    QCOMPARE(rows[0].at("a").as_int64(), 3);
    QCOMPARE(rows[0].at("b").as_int64(), 4);
    QCOMPARE(rows[0].at("by").as_string().c_str(), "request-id");
    QCOMPARE(rows[0].at("header_differences").as_int64(), 1);  // X-SERVER-ADDR
    QCOMPARE(rows[1].at("a").as_int64(), 1);
    QCOMPARE(rows[1].at("b").as_int64(), 2);
    QCOMPARE(rows[1].at("by").as_string().c_str(), "content");
    QCOMPARE(rows[1].at("header_differences").as_int64(), 2);  // and X-Real-IP
    QVERIFY(rows[1].at("between_us").as_int64() > 0);
    const std::pair<const char*, int> expected[] = {
        {"pairs", 2},  {"by_request_id", 1},    {"by_content", 1},  {"only_a", 1},
        {"only_b", 1}, {"ambiguous_groups", 1}, {"ambiguous_a", 1}, {"ambiguous_b", 2}};
    for (const auto& [name, count] : expected) {
        QVERIFY2(rows[2].at(name).as_int64() == count, name);
    }
}

void PairsTest::formats() {
    const QByteArray summary =
        "2 pairs (1 by request id, 1 by content), 1 only via A, 1 only via B, 1 ambiguous groups "
        "(1 requests of A, 2 of B)";
    const auto table =
        test::runCli({"pairs", "nginx 10.0.0.1:80", "nginx 10.0.0.2:80", "--session", m_session});
    QVERIFY2(table.exitCode == 0 && table.out.contains(summary), (table.out + table.error).constData());
    const auto csv = test::runCli({"pairs", "1", "2", "--session", m_session, "--format", "csv"});
    QCOMPARE(csv.out.count('\n'), 3);
    QVERIFY(csv.out.startsWith("a,b,by,between_us,header_differences"));
    QVERIFY2(csv.error.contains(summary), csv.error.constData());
    const auto swapped = test::runCli({"pairs", "2", "1", "--session", m_session});
    QVERIFY(swapped.out.contains("(2 requests of A, 1 of B)"));
}

void PairsTest::limit() {
    const auto newest = test::runCli({"pairs", "1", "2", "--session", m_session, "--json", "--limit", "1"});
    const auto rows = test::jsonLines(newest.out);
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].at("a").as_int64(), 3);
    QCOMPARE(rows[1].at("pairs").as_int64(), 2);
    const auto none = test::runCli({"pairs", "1", "2", "--session", m_session, "--json", "--within", "0us"});
    QCOMPARE(test::jsonLines(none.out).back().at("by_content").as_int64(), 0);
}

void PairsTest::failures_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    QFile text(m_directory.filePath("text.mscope"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("this is not a session\n") > 0);
    const QStringList session{"--session", m_session};
    QTest::newRow("unknown id") << QStringList{"1", "9"} + session << 1 << QByteArray("no source 9");
    QTest::newRow("unknown name") << QStringList{"edge", "2"} + session << 1 << QByteArray("no source edge");
    QTest::newRow("the same twice") << QStringList{"1", "1"} + session << 2
                                    << QByteArray("two different sources");
    QTest::newRow("the same by name")
        << QStringList{"1", "nginx 10.0.0.1:80"} + session << 2 << QByteArray("two different sources");
    QTest::newRow("one source") << QStringList{"1"} + session << 2 << QByteArray("b is required");
    QTest::newRow("wrong time") << QStringList{"1", "2", "--within", "soon"} + session << 2
                                << QByteArray("250ms");
    QTest::newRow("too long") << QStringList{"1", "2", "--within", "48h"} + session << 2
                              << QByteArray("at most 24h");
    QTest::newRow("no session") << QStringList{"1", "2", "--session", m_directory.filePath("none.mscope")}
                                << 3 << QByteArray("none.mscope");
    QTest::newRow("another file") << QStringList{"1", "2", "--session", text.fileName()} << 3
                                  << QByteArray("not a Mirrorscope session");
}

void PairsTest::failures() {
    QFETCH(const QStringList, arguments);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, words);
    const auto output = test::runCli(QStringList{"pairs"} + arguments);
    QVERIFY2(output.error.contains(words), output.error.constData());
    QCOMPARE(output.exitCode, exitCode);
    QVERIFY(output.out.isEmpty());
}

QTEST_GUILESS_MAIN(PairsTest)
#include "pairs_test.moc"
