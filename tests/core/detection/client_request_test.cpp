// SPDX-License-Identifier: Apache-2.0
#include "core/detection/client_request.h"

#include <QtTest>
#include <array>

#include "tests/core/detection/captured_request.h"

using namespace mirrorscope;
using namespace mirrorscope::detection;
using traffic::SourceKind;

namespace {

constexpr std::array<std::string_view, 3> kAdded{"X-Forwarded-For", "X-Request-ID", "x-envoy-internal"};

QString headersOf(const ClientRequest& request) {
    QStringList lines;
    for (const ClientHeader& header : request.headers) {
        lines << QString::fromUtf8(header.name.data(), static_cast<int>(header.name.size())) + "=" +
                     QString::fromStdString(header.value);
    }
    return lines.join('|');
}

}  // namespace

class ClientRequestTest : public QObject {
    Q_OBJECT
private slots:
    void rebuilds_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("received");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("headers");
        QTest::addColumn<QByteArray>("judgedVersion");
        const auto row = [](const char* what, SourceKind kind, const char* version, const char* received,
                            const char* host, int port, const char* headers, const char* judgedVersion) {
            QTest::newRow(what) << static_cast<int>(kind) << QByteArray(version) << QByteArray(received)
                                << QByteArray(host) << port << headers << QByteArray(judgedVersion);
        };
        row("nginx of the seed page", SourceKind::Nginx, "HTTP/1.0",
            "X-Forwarded-For: 203.0.113.7\nX-Request-ID: 0a\nHost: shop.example:8080\nConnection: "
            "close\nAccept: */*",
            "shop.example", 8080, "Host=shop.example:8080|Accept=*/*", "");
        row("Envoy's suffix", SourceKind::Envoy, "HTTP/1.1",
            "host: shop.example-shadow\nx-envoy-internal: true\naccept: */*", "shop.example", 0,
            "host=shop.example|accept=*/*", "");
        row("Envoy's suffix before the port", SourceKind::Envoy, "HTTP/1.1", "host: Shop.example-shadow:8443",
            "shop.example", 8443, "host=Shop.example:8443", "");
        row("host from X-Forwarded-Host", SourceKind::Traefik, "HTTP/1.1", "Host: 127.0.0.9:8445",
            "shop.example", 8080, "Host=shop.example:8080", "");
        row("default port is not shown", SourceKind::Traefik, "HTTP/1.1", "Host: 127.0.0.9:8445",
            "shop.example", 443, "Host=shop.example", "");
        row("host unknown", SourceKind::Nginx, "HTTP/1.1", "Host: a-shadow", "", 0, "Host=a-shadow", "");
        row("a name that ends so", SourceKind::Nginx, "HTTP/1.1", "Host: my-shadow", "my-shadow", 0,
            "Host=my-shadow", "");
        row("a client's own upgrade", SourceKind::Traefik, "HTTP/1.1", "Host: h\nConnection: Upgrade", "h", 0,
            "Host=h|Connection=Upgrade", "");
        row("nobody known in between", SourceKind::Unknown, "HTTP/1.0", "Host: h\nConnection: close", "h", 0,
            "Host=h|Connection=close", "HTTP/1.0");
        row("repeated and odd headers", SourceKind::Nginx, "HTTP/1.1",
            "Host: h\nA: 1\na: 2\nno colon\nE:", "h", 0, "Host=h|A=1|a=2|no colon=|E=", "");
    }
    void rebuilds() {
        QFETCH(int, kind);
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, received);
        QFETCH(QByteArray, host);
        QFETCH(int, port);
        QFETCH(QString, headers);
        QFETCH(QByteArray, judgedVersion);
        const auto captured = capturedRequest("GET /a?b=c " + version.toStdString(), received.toStdString());
        traffic::RequestContext context;
        context.kind = static_cast<SourceKind>(kind);
        context.host = host.toStdString();
        if (port != 0) {
            context.port = static_cast<std::uint16_t>(port);
        }
        const ClientRequest request = rebuildClientRequest(captured, context, kAdded);
        QCOMPARE(headersOf(request), headers);
        QCOMPARE(QByteArray::fromStdString(std::string(request.version)), judgedVersion);
        QCOMPARE(captured.head.substr(request.targetOffset, request.target.size()), captured.target);
        for (const ClientHeader& header : request.headers) {
            if (!header.value.empty() && header.value != context.host && port == 0) {
                QCOMPARE(captured.head.substr(header.valueOffset, header.value.size()), header.value);
            }
        }
    }
    void leadingLineEndsMoveTheTarget() {
        auto captured = capturedRequest("GET /a HTTP/1.1", "Host: h");
        captured.head.insert(0, "\r\n\r\n");
        const ClientRequest request = rebuildClientRequest(captured, {}, {});
        QCOMPARE(request.targetOffset, std::uint64_t{8});
    }
    void body() {
        auto captured = capturedRequest("POST / HTTP/1.1", "Host: h", "a=1");
        ClientRequest request = rebuildClientRequest(captured, {}, {});
        QCOMPARE(request.body.value(), std::string_view("a=1"));
        QCOMPARE(request.bodyOffset, captured.head.size());
        QVERIFY(!request.bodyCut);
        captured.bodyLength = 100;
        QVERIFY(rebuildClientRequest(captured, {}, {}).bodyCut);
        captured.form = traffic::RequestForm::HeadOnly;
        QVERIFY(!rebuildClientRequest(captured, {}, {}).body);
    }
    void onlyABelievedClientCounts_data() {
        QTest::addColumn<int>("trust");
        QTest::addColumn<bool>("counts");
        QTest::newRow("verified") << static_cast<int>(traffic::ClientTrust::Verified) << true;
        QTest::newRow("peer") << static_cast<int>(traffic::ClientTrust::Peer) << true;
        QTest::newRow("claimed") << static_cast<int>(traffic::ClientTrust::Claimed) << false;
        QTest::newRow("unknown") << static_cast<int>(traffic::ClientTrust::Unknown) << false;
    }
    void onlyABelievedClientCounts() {
        QFETCH(int, trust);
        QFETCH(bool, counts);
        traffic::RequestContext context;
        context.client = "203.0.113.7";
        context.clientTrust = static_cast<traffic::ClientTrust>(trust);
        const auto captured = capturedRequest("GET / HTTP/1.1", "Host: h");
        QCOMPARE(!rebuildClientRequest(captured, context, {}).client.empty(), counts);
    }
};

QTEST_GUILESS_MAIN(ClientRequestTest)
#include "client_request_test.moc"
