// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/source_identification.h"

#include <QTest>
#include <set>
#include <string>

using namespace mirrorscope;

class SourceIdentificationTest : public QObject {
    Q_OBJECT

private slots:
    void rules_data();
    void rules();
    void everyRuleWinsSomewhere();
    void pinWins();

private:
    std::set<std::string> m_winners;
};

void SourceIdentificationTest::rules_data() {
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("expected");  // kind|rule|instance
    const auto row = [](const char* name, const char* version, const char* lines, const char* expected) {
        QTest::newRow(name) << "GET / HTTP/" + QByteArray(version) + "\r\n" + lines + "\r\n"
                            << QByteArray(expected);
    };
    row("marker", "1.1", "X-Mirrorscope-Source: haproxy/2.6; host=lb\r\n", "haproxy|marker|lb");
    row("multiplexer", "1.1", "Host: a\r\nX-Multiplexer: copy\r\n", "trafficserver|x-multiplexer|");
    row("istio", "1.1",
        "host: a\r\nx-forwarded-for: 1.1.1.1,10.0.0.9\r\nx-envoy-decorator-operation: a.b:80/*\r\n"
        "x-envoy-internal: true\r\n",
        "istio|x-envoy-decorator-operation|10.0.0.9");
    row("istio metadata", "1.1",
        "host: a\r\nx-envoy-peer-metadata-id: router~10.0.0.9~gw.ns~ns.svc\r\nx-envoy-internal: true\r\n",
        "istio|x-envoy-peer-metadata|router~10.0.0.9~gw.ns~ns.svc");
    row("istio attempt count", "1.1", "host: a\r\nx-envoy-attempt-count: 1\r\nx-envoy-internal: true\r\n",
        "istio|x-envoy-attempt-count|");
    row("envoy", "1.1",
        "host: a-shadow\r\nx-envoy-expected-rq-timeout-ms: 15000\r\nx-envoy-attempt-count: 1\r\n"
        "x-envoy-internal: true\r\nx-forwarded-for: 192.0.2.2\r\n",
        "envoy|x-envoy-internal|192.0.2.2");
    row("shadow host", "1.1", "host: a-shadow:8080\r\naccept: */*\r\n", "envoy|shadow-host|");
    row("the page's nginx", "1.1", "X-SERVER-PORT: 7000\r\nX-SERVER-ADDR: 127.0.0.3\r\nHOST: a\r\n",
        "nginx|x-server-addr|127.0.0.3:7000");
    row("nginx on IPv6", "1.0", "X-SERVER-PORT: 80\r\nX-SERVER-ADDR: ::1\r\nHOST: a\r\nConnection: close\r\n",
        "nginx|x-server-addr|[::1]:80");
    row("traefik", "1.1",
        "Host: a\r\nUser-Agent: x\r\nAccept: */*\r\nX-Forwarded-Host: a\r\nX-Forwarded-Server: vm\r\n"
        "X-Real-Ip: 1.1.1.1\r\nAccept-Encoding: gzip\r\n",
        "traefik|x-forwarded-server|vm");
    row("bare nginx", "1.0", "Host: a\r\nConnection: close\r\n", "nginx|http10-close|");
    row("nginx habits", "1.1", "Host: a\r\nX-Request-ID: 28538d222f70fb36a7c0c54cb8d98506\r\n",
        "nginx|nginx-habits|");
    row("envoy with other spelling", "1.1", "Host: a\r\nX-Envoy-Internal: true\r\n",
        "envoy|envoy-look-alike|");
    row("direct", "1.1", "Host: a\r\nUser-Agent: curl/8\r\nAccept: */*\r\n", "unknown|none|");
    row("look-alikes behind the page's nginx", "1.1",
        "X-SERVER-PORT: 7000\r\nX-SERVER-ADDR: 127.0.0.3\r\nHOST: a\r\nx-envoy-internal: true\r\n"
        "X-Mirrorscope-Source: envoy\r\nX-Forwarded-Server: vm\r\n",
        "nginx|x-server-addr|127.0.0.3:7000");
    row("look-alikes behind Traefik", "1.1",
        "Host: a\r\nX-Envoy-Internal: true\r\nX-Forwarded-Host: a\r\nX-Forwarded-Server: vm\r\n"
        "X-Real-Ip: 1.1.1.1\r\nX-Server-Addr: 6.6.6.6\r\nX-Server-Port: 66\r\n",
        "traefik|x-forwarded-server|vm");
    row("Traefik in front of Envoy", "1.1",
        "host: a\r\nx-forwarded-host: a\r\nx-forwarded-server: vm\r\nx-real-ip: 1.1.1.1\r\n"
        "x-envoy-internal: true\r\n",
        "envoy|x-envoy-internal|");
    row("server address behind a bare nginx", "1.0",
        "Host: a\r\nConnection: close\r\nX-SERVER-ADDR: 6.6.6.6\r\nX-SERVER-PORT: 1\r\n",
        "nginx|http10-close|");
    row("port is no number", "1.1", "X-SERVER-PORT: x\r\nX-SERVER-ADDR: 127.0.0.3\r\nHOST: a\r\n",
        "nginx|x-server-addr|");
}

void SourceIdentificationTest::rules() {
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, expected);
    const std::string bytes = head.toStdString();
    const http::Head parsed(bytes);
    const auto found = forwarding::identify(parsed, forwarding::readXForwardedFor(parsed), std::nullopt);
    const std::string shown = std::string(traffic::sourceKindName(found.kind)) + "|" +
                              std::string(found.rule) + "|" + found.instance;
    QCOMPARE(QByteArray::fromStdString(shown), expected);
    QCOMPARE(found.confidence > 0, found.kind != traffic::SourceKind::Unknown);
    m_winners.emplace(found.rule);
}

void SourceIdentificationTest::everyRuleWinsSomewhere() {
    for (const auto& rule : forwarding::identificationRules()) {
        QVERIFY2(m_winners.contains(std::string(rule.name)), rule.name.data());
    }
}

void SourceIdentificationTest::pinWins() {
    const http::Head head("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Server: vm\r\n\r\n");
    const auto found = forwarding::identify(
        head, {}, forwarding::KnownKind{traffic::SourceKind::Traefik, forwarding::kRulePinned, {}});
    QCOMPARE(found.kind, traffic::SourceKind::Traefik);
    QCOMPARE(found.rule, forwarding::kRulePinned);
    QCOMPARE(found.confidence, 100);
    QCOMPARE(found.instance, std::string("vm"));
}

QTEST_GUILESS_MAIN(SourceIdentificationTest)
#include "source_identification_test.moc"
