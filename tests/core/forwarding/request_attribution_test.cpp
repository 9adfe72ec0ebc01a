// SPDX-License-Identifier: Apache-2.0
// One head in, one context out: clients by kind of proxy, trust, flags, what was asked for.
#include "core/forwarding/request_attribution.h"

#include <QDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "core/base/byte_text.h"
#include "core/forwarding/claims.h"
#include "core/http/head.h"
#include "core/http/request_target.h"

using namespace mirrorscope;
using traffic::RequestFlag;

namespace {

traffic::MirroredRequest requestOf(std::string head, std::string peer = "10.0.0.5") {
    traffic::MirroredRequest out;
    out.id = 7;
    out.peer = std::move(peer);
    out.head = std::move(head);
    out.target = http::splitRequestLine(http::Head(out.head).requestLine()).target;
    return out;
}

traffic::MirroredRequest withLines(const QByteArray& lines, const char* version = "1.1") {
    return requestOf("GET /x HTTP/" + std::string(version) + "\r\n" + lines.toStdString() + "\r\n");
}

forwarding::TrustRules trusting(const QByteArray& text, std::size_t hops = 0) {
    if (text.isEmpty()) {
        return {};
    }
    auto rule = *forwarding::TrustRule::parse(text.toStdString());
    rule.trustedHops = hops;
    return forwarding::TrustRules({rule});
}

std::string malformedCase(const char* file) {
    std::ifstream in(std::string(TEST_DATA_DIR "/malformed/") + file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

class RequestAttributionTest : public QObject {
    Q_OBJECT

private slots:
    void client_data();
    void client();
    void facts_data();
    void facts();
    void shadowSuffix_data();
    void shadowSuffix();
    void alternatives();
    void untrustedForwarded();
    void garbageInForwarded();
    void otherProtocolHasNoHeaders();
    void everyMalformedCaseIsHarmless();
    void proxyHeadersNeverHideWhatApplicationsRead();
};

void RequestAttributionTest::client_data() {
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<int>("hops");
    QTest::addColumn<QByteArray>("expected");  // client|trust|from
    const auto row = [](const char* name, const char* lines, const char* trust, int hops,
                        const char* expected, const char* version = "1.1") {
        QTest::newRow(name) << QByteArray(lines) << QByteArray(version) << QByteArray(trust) << hops
                            << QByteArray(expected);
    };
    constexpr auto page =
        "X-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.5\r\nHOST: a\r\nX-Forwarded-For: 10.9.9.9\r\n";
    row("direct client", "Host: a\r\n", "", 0, "10.0.0.5|peer|peer");
    row("trusted peer says nothing", "Host: a\r\n", "10.0.0.5", 0, "|unknown|");
    row("unknown sender claims", "Host: a\r\nX-Forwarded-For: 1.1.1.1, 2.2.2.2\r\n", "", 0,
        "2.2.2.2|claimed|X-Forwarded-For");
    row("unknown sender trusted", "Host: a\r\nX-Forwarded-For: 1.1.1.1, 2.2.2.2\r\n", "10.0.0.0/8", 0,
        "2.2.2.2|verified|X-Forwarded-For");
    row("skips trusted elements", "Host: a\r\nX-Forwarded-For: 9.9.9.9, 1.1.1.1, 10.1.1.1\r\n", "10.0.0.0/8",
        0, "1.1.1.1|verified|X-Forwarded-For");
    row("all trusted: the leftmost", "Host: a\r\nX-Forwarded-For: 10.2.2.2, 10.1.1.1\r\n", "10.0.0.0/8", 0,
        "10.2.2.2|verified|X-Forwarded-For");
    row("garbage ends the walk", "Host: a\r\nX-Forwarded-For: 1.1.1.1, x, 2.2.2.2\r\n", "10.0.0.0/8", 0,
        "2.2.2.2|verified|X-Forwarded-For");
    row("a proxy that garbage stands in front of", "Host: a\r\nX-Forwarded-For: 1.1.1.1, x, 10.1.1.1\r\n",
        "10.0.0.0/8", 0, "|unknown|");
    row("one trusted hop", "Host: a\r\nX-Forwarded-For: 9.9.9.9, 1.1.1.1, 2.2.2.2\r\n", "10.0.0.5", 1,
        "1.1.1.1|verified|X-Forwarded-For");
    row("too few hops", "Host: a\r\nX-Forwarded-For: 1.1.1.1\r\n", "10.0.0.5", 1, "|unknown|");
    row("normalised", "Host: a\r\nX-Forwarded-For: [2001:DB8:0:0::1]:443\r\n", "10.0.0.5", 0,
        "2001:db8::1|verified|X-Forwarded-For");
    row("page, claimed", page, "", 0, "10.9.9.9|claimed|X-Forwarded-For");
    row("page, verified", page, "10.0.0.5", 0, "10.9.9.9|verified|X-Forwarded-For");
    row("page behind a balancer",
        "X-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.5\r\nHOST: a\r\nX-Forwarded-For: 10.9.9.9\r\n"
        "X-Real-IP: 1.1.1.1\r\n",
        "10.0.0.0/8", 0, "|unknown|");
    row("page with a forged marker",
        "X-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.5\r\nHOST: a\r\nX-Forwarded-For: 10.9.9.9\r\n"
        "X-Mirrorscope-Source: nginx\r\nX-Mirrorscope-Client: 6.6.6.6\r\n",
        "10.0.0.5", 0, "10.9.9.9|verified|X-Forwarded-For");
    row("bare nginx passes the client's list on",
        "Host: a\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6\r\n", "10.0.0.5", 0, "|unknown|", "1.0");
    row("nginx that sets the list", "Host: a\r\nX-Forwarded-For: 6.6.6.6, 1.1.1.1\r\nConnection: close\r\n",
        "10.0.0.5", 0, "1.1.1.1|verified|X-Forwarded-For", "1.0");
    row("hardened nginx",
        "X-Mirrorscope-Source: nginx/1.22.1; host=vm\r\nX-Mirrorscope-Client: 1.1.1.1\r\n"
        "X-Mirrorscope-Peer: 1.1.1.1:4711\r\nX-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.5\r\nHost: a\r\n"
        "X-Forwarded-For: 6.6.6.6, 1.1.1.1\r\n",
        "10.0.0.5", 0, "1.1.1.1|verified|X-Mirrorscope-Client");
    row("hardened nginx behind a balancer",
        "X-Mirrorscope-Source: nginx\r\nX-Mirrorscope-Client: 1.1.1.1\r\n"
        "X-Mirrorscope-Peer: fd00::7:4711\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 1.1.1.1, fd00::7\r\n",
        "10.0.0.5", 0, "1.1.1.1|verified|X-Mirrorscope-Client");
    row("hardened nginx that was not told of its balancer",
        "X-Mirrorscope-Source: nginx\r\nX-Mirrorscope-Client: 10.0.0.7\r\n"
        "X-Mirrorscope-Peer: 10.0.0.7:4711\r\nHost: a\r\nX-Forwarded-For: 6.6.6.6, 1.1.1.1, 10.0.0.7\r\n",
        "10.0.0.0/8", 0, "|unknown|");
    row("a trusted machine that asks for itself",
        "X-Mirrorscope-Source: nginx\r\nX-Mirrorscope-Client: 10.0.0.7\r\n"
        "X-Mirrorscope-Peer: 10.0.0.7:4711\r\nHost: a\r\nX-Forwarded-For: 10.0.0.7\r\n",
        "10.0.0.0/8", 0, "10.0.0.7|verified|X-Mirrorscope-Client");
    row("marker that the list does not bear out",
        "X-Mirrorscope-Source: nginx\r\nX-Mirrorscope-Client: 6.6.6.6\r\nHost: a\r\n"
        "X-Forwarded-For: 6.6.6.6, 1.1.1.1\r\n",
        "10.0.0.5", 0, "1.1.1.1|verified|X-Forwarded-For");
    row("marker with the true peer and an invented client",
        "Host: a\r\nX-Forwarded-For: 5.5.5.5, 1.1.1.1\r\nX-Mirrorscope-Source: nginx\r\n"
        "X-Mirrorscope-Client: 6.6.6.6\r\nX-Mirrorscope-Peer: 1.1.1.1:4711\r\n",
        "10.0.0.5", 0, "1.1.1.1|verified|X-Forwarded-For");
    row("envoy without use_remote_address",
        "host: a\r\nx-forwarded-for: 6.6.6.6,192.0.2.2\r\nx-envoy-internal: true\r\n", "10.0.0.5", 0,
        "|unknown|");
    row("envoy with it",
        "host: a\r\nx-forwarded-for: 6.6.6.6,1.1.1.1,192.0.2.2\r\nx-forwarded-proto: http\r\n"
        "x-envoy-external-address: 1.1.1.1\r\nx-envoy-internal: true\r\n",
        "10.0.0.5", 0, "1.1.1.1|verified|x-envoy-external-address");
    row("envoy, the client sent an external address",
        "host: a\r\nx-envoy-external-address: 6.6.6.6\r\nx-forwarded-for: 6.6.6.6,192.0.2.2\r\n"
        "x-forwarded-proto: http\r\nx-envoy-internal: true\r\n",
        "10.0.0.5", 0, "|unknown|");
    row("envoy, address not in its place",
        "host: a\r\nx-forwarded-for: 1.1.1.1,192.0.2.2\r\nx-forwarded-proto: http\r\n"
        "x-envoy-external-address: 6.6.6.6\r\nx-envoy-internal: true\r\n",
        "10.0.0.5", 0, "|unknown|");
    row("envoy, one trusted hop",
        "host: a\r\nx-forwarded-for: 203.0.113.7,127.0.0.6,192.0.2.2\r\nx-forwarded-proto: http\r\n"
        "x-envoy-external-address: 203.0.113.7\r\nx-envoy-internal: true\r\n",
        "10.0.0.5", 1, "203.0.113.7|verified|x-envoy-external-address");
    row("envoy on loopback",
        "host: a\r\nx-forwarded-for: 127.0.0.1,127.0.0.1\r\nx-forwarded-proto: http\r\n"
        "x-envoy-external-address: 127.0.0.1\r\nx-envoy-internal: true\r\n",
        "10.0.0.5", 0, "127.0.0.1|verified|x-envoy-external-address");
    const auto ownMachine = [](std::string client, const std::string& list, const std::string& peer) {
        return "host: a\r\nx-forwarded-for: " + list + "\r\nx-envoy-internal: true\r\n" +
               "x-mirrorscope-source: envoy\r\nx-mirrorscope-client: " + client +
               "\r\nx-mirrorscope-peer: " + peer + "\r\n";
    };
    row("envoy writes its own address for a client of its machine",
        ownMachine("::1", "6.6.6.6,192.0.2.2,192.0.2.2", "[::1]:4711").c_str(), "10.0.0.5", 0,
        "::1|verified|X-Mirrorscope-Client");
    row("only for that one address of loopback",
        ownMachine("127.0.0.2", "6.6.6.6,192.0.2.2,192.0.2.2", "127.0.0.2:4711").c_str(), "10.0.0.5", 0,
        "|unknown|");
    row("not for a client elsewhere",
        ownMachine("6.6.6.6", "1.1.1.1,192.0.2.2,192.0.2.2", "127.0.0.1:4711").c_str(), "10.0.0.5", 0,
        "|unknown|");
    row("traefik", "Host: a\r\nX-Forwarded-For: 6.6.6.6, 1.1.1.1\r\nX-Real-Ip: 6.6.6.6\r\n",
        "10.0.0.5=traefik", 0, "1.1.1.1|verified|X-Forwarded-For");
    row("traefik without a list", "Host: a\r\nX-Real-Ip: 1.1.1.1\r\n", "10.0.0.5=traefik", 0,
        "1.1.1.1|verified|X-Real-Ip");
    row("traefik, last element is garbage", "Host: a\r\nX-Forwarded-For: 1.1.1.1, x\r\n", "10.0.0.5=traefik",
        0, "|unknown|");
    row("Forwarded from a balancer",
        "Host: a\r\nForwarded: for=6.6.6.6, for=\"[2001:db8::7]:4711\";proto=https\r\n", "10.0.0.5=haproxy",
        0, "2001:db8::7|verified|Forwarded");
    row("Forwarded through trusted networks",
        "Host: a\r\nForwarded: for=6.6.6.6, for=1.1.1.1\r\nForwarded: for=10.0.0.9\r\n", "10.0.0.0/8=other",
        0, "1.1.1.1|verified|Forwarded");
    row("Forwarded with hops", "Host: a\r\nForwarded: for=6.6.6.6, for=1.1.1.1, for=8.8.8.8\r\n",
        "10.0.0.5=other", 1, "1.1.1.1|verified|Forwarded");
    row("Forwarded that names nobody", "Host: a\r\nForwarded: for=6.6.6.6, for=_hidden\r\n", "10.0.0.5=other",
        0, "|unknown|");
    row("Forwarded beside the older list",
        "Host: a\r\nForwarded: for=6.6.6.6\r\nX-Forwarded-For: 1.1.1.1\r\n", "10.0.0.5=other", 0,
        "1.1.1.1|verified|X-Forwarded-For");
    row("Forwarded that an nginx passes on", "Host: a\r\nForwarded: for=6.6.6.6\r\n", "10.0.0.5=nginx", 0,
        "|unknown|");
    row("multiplexer loses it", "Host: a\r\nX-Multiplexer: copy\r\nX-Forwarded-For: 1.1.1.1, 127.0.0.1\r\n",
        "10.0.0.5", 0, "|unknown|");
}

void RequestAttributionTest::client() {
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, version);
    QFETCH(QByteArray, trust);
    QFETCH(int, hops);
    QFETCH(QByteArray, expected);
    const auto context = forwarding::attribute(withLines(lines, version.constData()),
                                               trusting(trust, static_cast<std::size_t>(hops)));
    const std::string shown = context.client + "|" +
                              std::string(traffic::clientTrustName(context.clientTrust)) + "|" +
                              context.clientFrom;
    QCOMPARE(QByteArray::fromStdString(shown), expected);
    QCOMPARE(context.requestId, traffic::RequestId{7});
}

void RequestAttributionTest::facts_data() {
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("trust");
    QTest::addColumn<QByteArray>("expected");  // scheme|host|port|server|server port
    const auto row = [](const char* name, const char* lines, const char* trust, const char* expected) {
        QTest::newRow(name) << QByteArray(lines) << QByteArray(trust) << QByteArray(expected);
    };
    row("Forwarded",
        "Host: upstream:8080\r\nForwarded: for=1.1.1.1;Proto=https;host=\"shop.example:8443\"\r\n",
        "10.0.0.5=haproxy", "https|shop.example|8443||");
    row("Forwarded of a client to nginx", "Host: a\r\nForwarded: for=1.1.1.1;proto=https;host=evil\r\n",
        "10.0.0.5=nginx", "|a|||");
    row("direct", "Host: Shop.Example:8080\r\n", "", "|shop.example|8080||");
    row("host is IPv6", "Host: [2001:db8::1]:81\r\n", "", "|[2001:db8::1]|81||");
    row("nothing", "", "", "||||");
    row("page",
        "X-SERVER-PORT: 7000\r\nX-SERVER-ADDR: 127.0.0.3\r\nHOST: a\r\nX-Forwarded-For: 1.1.1.1\r\n"
        "X-Forwarded-Port: 55565\r\nX-Scheme: http\r\nX-Forwarded-Proto: https\r\n",
        "", "http|a|7000|127.0.0.3|7000");
    row("page behind a trusted balancer",
        "X-SERVER-PORT: 7000\r\nX-SERVER-ADDR: 127.0.0.3\r\nHOST: a\r\nX-Forwarded-For: 10.1.1.1\r\n"
        "X-Scheme: http\r\nX-Forwarded-Proto: https\r\n",
        "10.0.0.0/8", "https|a|7000|127.0.0.3|7000");
    row("hardened",
        "X-Mirrorscope-Source: nginx\r\nX-SERVER-PORT: 443\r\nX-SERVER-ADDR: 127.0.0.3\r\nHost: inner\r\n"
        "X-Forwarded-Port: 443\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: outer\r\n",
        "", "https|outer|443|127.0.0.3|443");
    row("envoy", "host: a-shadow\r\nx-forwarded-proto: https\r\nx-envoy-internal: true\r\n", "",
        "https|a|443||");
    row("websocket through Traefik", "Host: a\r\nX-Forwarded-Host: b:90\r\nX-Forwarded-Proto: wss\r\n",
        "10.0.0.5=traefik", "https|b|90||");
    row("scheme is garbage", "Host: a\r\nX-Forwarded-Proto: javascript\r\n", "", "|a|||");
}

void RequestAttributionTest::facts() {
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, trust);
    QFETCH(QByteArray, expected);
    const auto context = forwarding::attribute(withLines(lines), trusting(trust));
    const auto number = [](const std::optional<std::uint16_t>& port) {
        return port ? std::to_string(*port) : std::string();
    };
    const std::string shown = context.scheme + "|" + context.host + "|" + number(context.port) + "|" +
                              context.serverAddress + "|" + number(context.serverPort);
    QCOMPARE(QByteArray::fromStdString(shown), expected);
}

void RequestAttributionTest::shadowSuffix_data() {
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("envoy") << QByteArray("host: a-shadow:8080\r\nx-envoy-internal: true\r\n")
                           << QByteArray("a:8080");
    QTest::newRow("only once") << QByteArray("host: a-shadow-shadow\r\nx-envoy-internal: true\r\n")
                               << QByteArray("a-shadow:0");
    QTest::newRow("a suffix alone is a name")
        << QByteArray("host: -shadow\r\nx-envoy-internal: true\r\n") << QByteArray("-shadow:0");
    QTest::newRow("nginx has none")
        << QByteArray("X-SERVER-PORT: 80\r\nX-SERVER-ADDR: 10.0.0.5\r\nHOST: my-shadow\r\n")
        << QByteArray("my-shadow:80");
}

void RequestAttributionTest::shadowSuffix() {
    QFETCH(QByteArray, lines);
    QFETCH(QByteArray, expected);
    const auto context = forwarding::attribute(withLines(lines), {});
    QCOMPARE(QByteArray::fromStdString(context.host + ":" + std::to_string(context.port.value_or(0))),
             expected);
}

void RequestAttributionTest::alternatives() {
    const auto context = forwarding::attribute(
        withLines("Host: a\r\nX-Forwarded-For: 1.1.1.1, 2.2.2.2, 3.3.3.3\r\nX-Real-IP: 2.2.2.2\r\n"
                  "Forwarded: for=4.4.4.4\r\nCF-Connecting-IP: 5.5.5.5\r\n"),
        {});
    QCOMPARE(context.client, std::string("3.3.3.3"));
    std::string shown;
    for (const auto& alternative : context.clientAlternatives) {
        shown += alternative.address + " " + alternative.from + ";";
    }
    QCOMPARE(
        QByteArray::fromStdString(shown),
        QByteArray("2.2.2.2 X-Real-IP;5.5.5.5 CF-Connecting-IP;1.1.1.1 X-Forwarded-For;4.4.4.4 Forwarded;"));

    QByteArray many = "Host: a\r\nX-Forwarded-For: 9.9.9.9";
    for (int i = 0; i < 200; ++i) {
        many += ", 1.1.1." + QByteArray::number(i);
    }
    QVERIFY(forwarding::attribute(withLines(many + "\r\n"), {}).clientAlternatives.size() <=
            forwarding::kMostAlternatives);
}

void RequestAttributionTest::untrustedForwarded() {
    const auto request = requestOf(malformedCase("202-xff-spoof.bin"), "127.0.0.9");
    const auto claimed = forwarding::attribute(request, {});
    QVERIFY(claimed.flags.has(RequestFlag::UntrustedForwarded));
    QVERIFY(!claimed.flags.has(RequestFlag::ForwardedInvalid));
    QCOMPARE(claimed.clientTrust, traffic::ClientTrust::Claimed);
    QVERIFY(forwarding::attribute(request, trusting("127.0.0.9")).flags.empty());
    QVERIFY(forwarding::attribute(requestOf("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), {}).flags.empty());
}

void RequestAttributionTest::garbageInForwarded() {
    const auto context = forwarding::attribute(requestOf(malformedCase("203-xff-garbage.bin")), {});
    QVERIFY(context.flags.has(RequestFlag::ForwardedInvalid));
    QVERIFY(!context.flags.has(RequestFlag::UntrustedForwarded));
    QCOMPARE(context.client, std::string("10.0.0.5"));
    QCOMPARE(context.clientTrust, traffic::ClientTrust::Peer);
}

void RequestAttributionTest::otherProtocolHasNoHeaders() {
    auto request = requestOf("SSH-2.0-x\r\nX-Forwarded-For: 1.1.1.1\r\nHost: a\r\n\r\n");
    request.form = traffic::RequestForm::NotHttp;
    const auto context = forwarding::attribute(request, {});
    QCOMPARE(context.client, std::string("10.0.0.5"));
    QVERIFY(context.host.empty());
    QVERIFY(context.flags.empty());
}

void RequestAttributionTest::everyMalformedCaseIsHarmless() {
    int cases = 0;
    for (const QString& file : QDir(TEST_DATA_DIR "/malformed").entryList({"*.bin"})) {
        const std::string bytes = malformedCase(file.toUtf8().constData());
        for (const char* trust : {"", "10.0.0.5", "10.0.0.5=nginx", "10.0.0.5=envoy", "10.0.0.5=traefik"}) {
            const auto context = forwarding::attribute(requestOf(bytes), trusting(trust));
            QVERIFY(context.client.empty() || base::parseAddress(context.client).has_value());
            QVERIFY(context.host.size() <= 512);
        }
        ++cases;
    }
    QVERIFY(cases > 150);
}

void RequestAttributionTest::proxyHeadersNeverHideWhatApplicationsRead() {
    for (int i = 0; i < static_cast<int>(traffic::SourceKind::Count); ++i) {
        for (const std::string_view name : forwarding::proxyHeaders(static_cast<traffic::SourceKind>(i))) {
            for (const char* read :
                 {"x-forwarded-for", "x-forwarded-host", "x-real-ip", "host", "user-agent"}) {
                QVERIFY(!base::equalsIgnoreCase(name, read));
            }
        }
    }
    const auto nginx = forwarding::proxyHeaders(traffic::SourceKind::Nginx);
    QVERIFY(std::ranges::find(nginx, "X-SERVER-ADDR") != nginx.end());
    const auto envoy = forwarding::proxyHeaders(traffic::SourceKind::Istio);
    QVERIFY(std::ranges::find(envoy, "x-envoy-internal") != envoy.end());
    QVERIFY(forwarding::proxyHeaders(traffic::SourceKind::Unknown).empty());
}

QTEST_GUILESS_MAIN(RequestAttributionTest)
#include "request_attribution_test.moc"
