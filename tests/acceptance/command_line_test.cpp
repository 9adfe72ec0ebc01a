// SPDX-License-Identifier: Apache-2.0
// mirrorscope-cli as its users call it: output, errors that say what to do, exit codes.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <map>

#include "tests/support/collector.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

constexpr char kAttack[] =
    "GET /?id=1%27%20OR%201=1-- HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: curl/7.88\r\nAccept: "
    "*/*\r\n\r\n";

void writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

}  // namespace

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void attackIsListedAndSurvivesKill();
    void failures_data();
    void failures();
    void addressInUse();
    void sessionIsRecordedOnce();
    void formats();
    void limitsOfKindsAndSources();
    void writersOfHeaders();

private:
    QTemporaryDir m_directory;
    QString path(const QString& name) const { return m_directory.filePath(name); }
};

void CommandLineTest::attackIsListedAndSurvivesKill() {
    const QString session = path("attack.mscope");
    test::Collector collector(session);
    QVERIFY2(collector.isListening(), collector.error().constData());
    const auto response = test::exchange(collector.port(), kAttack);
    QVERIFY(response.has_value());
    QCOMPARE(response->status, 204);
    test::Output attacks;
    QVERIFY(test::becomesTrue([&] {
        attacks = test::runCli({"attacks", "--session", session, "--format", "json"});
        return attacks.exitCode == 0 && !attacks.out.isEmpty();
    }));
    QCOMPARE(attacks.out.count('\n'), 1);
    QVERIFY2(attacks.out.contains("\"type\":\"sqli\""), attacks.out.constData());
    collector.kill();
    const auto requests = test::runCli({"requests", "--session", session, "--format", "json"});
    QCOMPARE(requests.exitCode, 0);
    const auto rows = test::jsonLines(requests.out);
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].at("target").as_string().c_str(), "/?id=1%27%20OR%201=1--");
    QCOMPARE(rows[0].at("state").as_string().c_str(), "attack");
    const auto raw = test::runCli({"show", "1", "--session", session, "--raw"});
    QCOMPARE(raw.out, QByteArray(kAttack));
}

void CommandLineTest::failures_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    writeFile(path("text.mscope"), "this is not a session\n");
    writeFile(path("broken.yaml"), "listen: 127.0.0.1:0\nlimits:\n  patience: soon\n");
    const QStringList listen{"listen", "--listen", "127.0.0.1:0", "--duration", "1"};
    QTest::newRow("no verb") << QStringList{} << 2 << QByteArray("subcommand");
    QTest::newRow("unknown verb") << QStringList{"frobnicate"} << 2 << QByteArray("frobnicate");
    QTest::newRow("unknown option") << QStringList{"listen", "--tls-cert", "x"} << 2
                                    << QByteArray("--tls-cert");
    QTest::newRow("engine that does not exist yet")
        << listen + QStringList{"--engine", "native"} << 2 << QByteArray("modsecurity|none");
    QTest::newRow("wrong address") << QStringList{"listen", "--listen", "here"} << 2
                                   << QByteArray("127.0.0.1:8445");
    QTest::newRow("wrong paranoia") << listen + QStringList{"--paranoia", "9"} << 2 << QByteArray("1 to 4");
    QTest::newRow("wrong trust") << listen + QStringList{"--trust", "10.0.0.0/99"} << 2
                                 << QByteArray("--trust");
    QTest::newRow("open address without allow-list")
        << QStringList{"listen", "--listen",  "0.0.0.0:0",        "--engine",
                       "none",   "--session", path("open.mscope")}
        << 2 << QByteArray("--allow");
    QTest::newRow("broken configuration") << QStringList{"listen", "--config", path("broken.yaml")} << 2
                                          << QByteArray("broken.yaml, line 3: limits.patience");
    QTest::newRow("missing configuration")
        << QStringList{"listen", "--config", path("none.yaml")} << 3 << QByteArray("none.yaml");
    QTest::newRow("session directory missing")
        << listen + QStringList{"--engine", "none", "--session", path("nowhere/a.mscope")} << 3
        << QByteArray("nowhere/a.mscope");
    QTest::newRow("session is another file")
        << listen + QStringList{"--engine", "none", "--session", path("text.mscope")} << 3
        << QByteArray("not a Mirrorscope session");
    QTest::newRow("rules missing") << listen + QStringList{"--rules", path("no-rules"), "--session",
                                                           path("r.mscope")}
                                   << 3 << QByteArray("modsecurity-crs");
    QTest::newRow("no session to read")
        << QStringList{"requests", "--session", path("none.mscope")} << 3 << QByteArray("none.mscope");
    QTest::newRow("read another file") << QStringList{"attacks", "--session", path("text.mscope")} << 3
                                       << QByteArray("not a Mirrorscope session");
    QTest::newRow("findings of no session") << QStringList{"findings"} << 2 << QByteArray("--session");
    QTest::newRow("limits of an unknown kind")
        << QStringList{"findings", "--limits", "apache"} << 2 << QByteArray("nginx, envoy, istio");
    QTest::newRow("limits of a source without a session")
        << QStringList{"findings", "--limits", "3"} << 2 << QByteArray("with --session the id of a source");
    QTest::newRow("limits of another file")
        << QStringList{"findings", "--limits", "--session", path("text.mscope")} << 3
        << QByteArray("not a Mirrorscope session");
    QTest::newRow("limits and closed findings")
        << QStringList{"findings", "--limits", "nginx", "--all"} << 2 << QByteArray("--all");
    QTest::newRow("hits as JSON") << QStringList{"show",   "1",     "--session", path("none.mscope"),
                                                 "--hits", "--json"}
                                  << 2 << QByteArray("--hits");
    QTest::newRow("a destination without curl")
        << QStringList{"show", "1", "--session", path("none.mscope"), "--raw", "--to", "http://a"} << 2
        << QByteArray("--curl");
    QTest::newRow("a destination that is none")
        << QStringList{"show", "1", "--session", path("none.mscope"), "--curl", "--to", "a"} << 2
        << QByteArray("http://");
    QTest::newRow("an overview without secrets")
        << QStringList{"show", "1", "--session", path("none.mscope"), "--redact"} << 2
        << QByteArray("--raw, --body");
    QTest::newRow("two formats") << QStringList{"hits", "--session", "x", "--json", "--format", "csv"} << 2
                                 << QByteArray("--json");
    QTest::newRow("wrong format") << QStringList{"hits", "--session", "x", "--format", "xml"} << 2
                                  << QByteArray("xml");
}

void CommandLineTest::failures() {
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, words);
    const auto output = test::runCli(arguments);
    QVERIFY2(output.error.contains(words), output.error.constData());
    QCOMPARE(output.exitCode, exitCode);
}

void CommandLineTest::addressInUse() {
    test::Collector first(path("first.mscope"), {"--engine", "none"});
    QVERIFY(first.isListening());
    const QString address = QStringLiteral("127.0.0.1:%1").arg(first.port());
    const auto second =
        test::runCli({"listen", "--listen", address, "--engine", "none", "--session", path("second.mscope")});
    QCOMPARE(second.exitCode, 3);
    QVERIFY2(second.error.contains("is in use by another program"), second.error.constData());
    QCOMPARE(second.error.count('\n'), 1);
}

void CommandLineTest::sessionIsRecordedOnce() {
    test::Collector first(path("locked.mscope"), {"--engine", "none"});
    QVERIFY(first.isListening());
    const auto second = test::runCli(
        {"listen", "--listen", "127.0.0.1:0", "--engine", "none", "--session", path("locked.mscope")});
    QCOMPARE(second.exitCode, 3);
    QVERIFY2(second.error.contains(QByteArray::number(first.processId())), second.error.constData());
}

void CommandLineTest::formats() {
    const QString session = path("formats.mscope");
    {
        test::Collector collector(session, {"--engine", "none"});
        QVERIFY(collector.isListening());
        const auto response = test::exchange(
            collector.port(), "GET /=cmd|'/c%20calc'!A0?\xff\x1b[31m HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        QVERIFY(response.has_value());
        QCOMPARE(collector.stop().exitCode, 0);
    }
    const auto json = test::runCli({"requests", "--session", session, "--format", "json"});
    const auto rows = test::jsonLines(json.out);
    QCOMPARE(rows.size(), std::size_t{1});
    for (const char* format : {"json", "csv", "table"}) {
        const auto output = test::runCli({"requests", "--session", session, "--format", format});
        QCOMPARE(output.exitCode, 0);
        QVERIFY2(!output.out.contains('\x1b'), format);
        QVERIFY2(!output.out.contains('\xff'), format);
    }
    const auto csv = test::runCli({"requests", "--session", session, "--format", "csv"});
    QVERIFY(csv.out.startsWith("id,time,listener,source,"));
}

void CommandLineTest::limitsOfKindsAndSources() {
    const auto ofKind = test::runCli({"findings", "--limits", "traefik"});
    QCOMPARE(ofKind.exitCode, 0);
    QVERIFY2(ofKind.out.contains("\ntraefik\n") && !ofKind.out.contains("envoy"), ofKind.out.constData());
    const QString session = path("limits.mscope");
    {
        test::Collector collector(session, {"--engine", "none"});
        QVERIFY(collector.isListening());
        QVERIFY(test::exchange(collector.port(),
                               "GET / HTTP/1.0\r\nX-SERVER-ADDR: 10.0.0.1\r\nX-SERVER-PORT: 80\r\n"
                               "Host: shop.example\r\nConnection: close\r\n\r\n"));
        QVERIFY(test::becomesTrue(
            [&] { return !test::runCli({"sources", "--session", session, "--json"}).out.isEmpty(); }));
        QCOMPARE(collector.stop().exitCode, 0);
    }
    for (const QStringList& which : {QStringList{"--limits"}, QStringList{"--limits", "1"}}) {
        const auto rows = test::jsonLines(
            test::runCli(QStringList{"findings", "--session", session, "--json"} + which).out);
        std::map<std::string, std::string> kinds;
        for (const auto& row : rows) {
            const auto& sources = row.at("sources").as_array();
            kinds[row.at("kind").as_string().c_str()] = sources.empty() ? "" : sources[0].as_string().c_str();
        }
        QCOMPARE(kinds.size(), std::size_t{2});
        QCOMPARE(kinds.at("any"), "");
        QVERIFY2(kinds.at("nginx").find("10.0.0.1") != std::string::npos, kinds.at("nginx").c_str());
    }
    const auto unknown = test::runCli({"findings", "--session", session, "--limits", "7"});
    QCOMPARE(unknown.exitCode, 1);
    QVERIFY2(unknown.error.contains("no source 7"), unknown.error.constData());
}

void CommandLineTest::writersOfHeaders() {
    const QString session = path("headers.mscope");
    {
        test::Collector collector(session, {"--engine", "none", "--trust", "127.0.0.1/32"});
        QVERIFY(collector.isListening());
        QVERIFY(test::exchange(
            collector.port(),
            "GET / HTTP/1.0\r\nX-SERVER-ADDR: 10.0.0.1\r\nX-SERVER-PORT: 80\r\nHost: shop.example\r\n"
            "X-Forwarded-For: 192.0.2.9\r\nConnection: close\r\nVia: \xff\x1b[31m\r\n\r\n"));
        QVERIFY(test::becomesTrue(
            [&] { return !test::runCli({"sources", "--session", session, "--json"}).out.isEmpty(); }));
        QCOMPARE(collector.stop().exitCode, 0);
    }
    const auto rows =
        test::jsonLines(test::runCli({"show", "1", "--session", session, "--headers", "--json"}).out);
    QCOMPARE(rows.size(), std::size_t{6});
    const std::pair<const char*, const char*> writers[] = {{"proxy", "no"},   {"proxy", "no"},
                                                           {"client", "yes"}, {"proxy", "no"},
                                                           {"proxy", "no"},   {"earlier-hop", "yes"}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(rows[i].at("writer").as_string().c_str(), writers[i].first);
        QCOMPARE(rows[i].at("forgeable").as_string().c_str(), writers[i].second);
    }
    QVERIFY(rows[5].at("value").is_object());  // bytes that are no UTF-8
    const auto text = test::runCli({"show", "1", "--session", session, "--headers"});
    QVERIFY2(text.out.startsWith("GET / HTTP/1.0\nX-SERVER-ADDR: 10.0.0.1\n    written  by nginx 127.0.0.1"),
             text.out.constData());
    QVERIFY(!text.out.contains('\x1b') && !text.out.contains('\xff'));
    QCOMPARE(test::runCli({"show", "7", "--session", session, "--headers"}).exitCode, 1);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
