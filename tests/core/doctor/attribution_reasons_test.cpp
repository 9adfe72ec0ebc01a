// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/attribution_reasons.h"

#include <QTest>

#include "core/forwarding/source_identification.h"

using namespace mirrorscope;

namespace {

struct Reasons {
    std::string client;
    std::string source;
};

Reasons reasonsFor(const std::string& fields, const char* trust) {
    traffic::MirroredRequest request;
    request.head = "GET / HTTP/1.1\r\n" + fields + "\r\n";
    request.target = "/";
    request.peer = "10.0.0.5";
    request.listener = "default";
    const auto read = forwarding::readHead(request);
    const forwarding::TrustRules rules({*forwarding::TrustRule::parse(trust)});
    const auto context = forwarding::attribute(request, read, rules);
    return {doctor::clientReason(read, context), doctor::sourceReason(context)};
}

const std::string kPage = "X-SERVER-ADDR: 10.0.0.5\r\nX-SERVER-PORT: 443\r\nHost: a.example\r\n";
const std::string kEnvoy =
    "host: a.example\r\nx-forwarded-proto: https\r\nx-envoy-external-address: 198.18.0.1\r\n";

}  // namespace

class AttributionReasonsTest : public QObject {
    Q_OBJECT

private slots:
    void reasons_data();
    void reasons();
    void everyRuleHasAReason();
};

void AttributionReasonsTest::reasons_data() {
    QTest::addColumn<std::string>("fields");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<QByteArray>("client");  // a part of the reason
    QTest::addColumn<QByteArray>("source");
    const auto row = [](const char* name, const std::string& fields, const char* trust, const char* client,
                        const char* source) {
        QTest::newRow(name) << fields << QByteArray(trust) << QByteArray(client) << QByteArray(source);
    };
    row("page", kPage + "X-Forwarded-For: 198.18.0.1\r\n", "10.0.0.5", "nginx replaced the list",
        "where only nginx writes");
    row("page, not trusted", kPage + "X-Forwarded-For: 198.18.0.1\r\n", "10.9.9.9", "nobody vouches",
        "where only nginx writes");
    row("list of nginx", "X-Forwarded-For: 6.6.6.6, 198.18.0.1\r\nHost: a\r\n", "10.0.0.5=nginx",
        "from the right of the list", "--trust CIDR=KIND");
    row("our configuration",
        "X-Mirrorscope-Source: nginx/1.31; host=web\r\nX-Mirrorscope-Client: 198.18.0.1\r\n"
        "X-Forwarded-For: 198.18.0.1\r\n" +
            kPage,
        "10.0.0.5", "our configuration wrote it", "X-Mirrorscope-Source");
    row("envoy", kEnvoy + "x-forwarded-for: 198.18.0.1,10.0.0.5\r\nx-envoy-internal: true\r\n", "10.0.0.5",
        "Envoy repeats the client", "x-envoy-internal");
    row("envoy, only itself",
        "host: a.example\r\nx-forwarded-for: 6.6.6.6,10.0.0.5\r\nx-envoy-internal: true\r\n", "10.0.0.5",
        "Envoy added its own address only", "x-envoy-internal");
    row("traefik", "X-Forwarded-For: 198.18.0.1\r\nHost: a\r\n", "10.0.0.5=traefik",
        "Traefik appends the address", "--trust CIDR=KIND");
    row("a balancer", "X-Forwarded-For: 6.6.6.6, 10.0.0.5\r\nHost: a\r\n", "10.0.0.5=traefik",
        "a balancer that it was not told of", "--trust CIDR=KIND");
    row("forwarded", "Forwarded: for=198.18.0.1\r\nHost: a\r\n", "10.0.0.5=haproxy", "RFC 7239",
        "--trust CIDR=KIND");
    row("nobody proxied", "Host: a.example\r\n", "10.9.9.9", "who connected is the client",
        "nothing in the request");
    row("nothing there", "Host: a.example\r\n", "10.0.0.5=nginx", "no header names an address",
        "--trust CIDR=KIND");
}

void AttributionReasonsTest::reasons() {
    QFETCH(const std::string, fields);
    QFETCH(const QByteArray, trust);
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, source);
    const Reasons made = reasonsFor(fields, trust.constData());
    QVERIFY2(QByteArray::fromStdString(made.client).contains(client), made.client.c_str());
    QVERIFY2(QByteArray::fromStdString(made.source).contains(source), made.source.c_str());
}

void AttributionReasonsTest::everyRuleHasAReason() {
    const std::string none = doctor::sourceReason({});
    std::vector<std::string_view> names{forwarding::kRuleListener, forwarding::kRuleToken,
                                        forwarding::kRulePinned, forwarding::kRuleSourcePin};
    for (const auto& rule : forwarding::identificationRules()) {
        names.push_back(rule.name);
    }
    for (const std::string_view name : names) {
        traffic::RequestContext context;
        context.identifiedBy = name;
        QVERIFY2(doctor::sourceReason(context) != none, std::string(name).c_str());
    }
}

QTEST_GUILESS_MAIN(AttributionReasonsTest)
#include "attribution_reasons_test.moc"
