// SPDX-License-Identifier: Apache-2.0
// Every request of every captured connection (tests/data/captures/wire): who sent it, who the client was,
// what it asked for, and which findings such traffic raises. The truth is below; the table in
// docs/forwarding.md is made from what comes out (MIRRORSCOPE_WRITE_DOCS=1 writes it).
#include <QFile>
#include <QTest>
#include <map>
#include <set>
#include <string>

#include "core/doctor/header_doctor.h"
#include "core/forwarding/request_attribution.h"
#include "core/forwarding/source_registry.h"
#include "core/http/request_target.h"
#include "tests/core/listener/wire_captures.h"

using namespace mirrorscope;

namespace {

/// The client of every capture, and what it asked for.
constexpr const char* kClient = "127.0.0.2";
constexpr const char* kHost = "mirrored.example.com";
constexpr const char* kProxyPeer = "127.0.0.1";

struct Truth {
    const char* proxy;
    const char* kind;
    bool clientIsThere;  // something that the proxy wrote names the client
    bool hostIsThere;
    /// Findings that this traffic must raise, no more and no fewer.
    std::set<std::string> findings;
    /// Requests whose scheme is what the client claimed: the page's Envoy passes X-Forwarded-Proto on.
    std::size_t claimedSchemes = 0;
};

const std::vector<Truth>& truths() {
    // nginx 1.31 and Traefik sent too few copies to tell whether connections are kept: each case was captured
    // alone.
    static const std::vector<Truth> kTruths{
        {"nginx122", "nginx", true, true, {"CONNECTION_PER_REQUEST", "FORWARDED_PORT_EPHEMERAL"}},
        {"nginx131", "nginx", true, true, {"FORWARDED_PORT_EPHEMERAL"}},
        {"nginx122-wizard", "nginx", true, true, {}},
        {"nginx131-wizard", "nginx", true, true, {}},
        {"nginx122-bare",
         "nginx",
         false,
         false,
         {"CONNECTION_PER_REQUEST", "HOST_IS_LISTENER", "PROTO_MISSING", "XFF_MISSING"}},
        {"envoy", "envoy", false, true, {"CLIENT_UNKNOWN", "HOST_SHADOW"}, 1},
        {"envoy-edge", "envoy", true, true, {}},
        {"envoy-wizard", "envoy", true, true, {}},
        {"envoy-istio", "istio", true, true, {"HOST_SHADOW"}},
        {"istio-gw", "istio", true, true, {}},
        {"istio-gw-zipkin", "istio", true, true, {}},
        {"traefik", "traefik", true, true, {}},
        {"traefik-nobody", "traefik", true, true, {"MIRROR_BODY_OFF"}},
    };
    return kTruths;
}

struct Outcome {
    std::size_t requests = 0;
    std::size_t kindRight = 0;
    std::map<std::string, std::size_t> client;  // right, unknown, wrong
    std::size_t schemeRight = 0;
    std::size_t hostRight = 0;
    std::size_t portRight = 0;
    std::set<std::string> findings;
};

struct Sent {
    traffic::MirroredRequest request;
    std::optional<std::uint16_t> port;  // of the authority the client asked for
};

std::vector<Sent> requestsOf(const std::string& proxy) {
    static const auto all = test::wireCaptures();
    std::vector<Sent> out;
    std::uint16_t peerPort = 40'000;
    for (const auto& connection : all) {
        if (connection.proxy != proxy) {
            continue;
        }
        ++peerPort;
        for (const auto& captured : connection.requests) {
            Sent sent;
            auto& request = sent.request;
            request.id = static_cast<traffic::RequestId>(out.size() + 1);
            request.listener = "default";
            request.peer = kProxyPeer;
            request.peerPort = peerPort;
            request.head = captured.head;
            request.form =
                captured.form == "head-only" ? traffic::RequestForm::HeadOnly : traffic::RequestForm::Whole;
            request.bodyLength = captured.bodyBytes;
            const auto line = http::splitRequestLine(http::Head(request.head).requestLine());
            request.method = line.method;
            request.target = line.target;
            request.version = line.version;
            request.receivedAt =
                base::WallTime(std::chrono::seconds(1'700'000'000 + static_cast<int>(out.size())));
            const auto host = http::Head(request.head).value("Host").value_or("");
            sent.port = host.ends_with(":8080") ? std::optional<std::uint16_t>(8080) : std::nullopt;
            out.push_back(std::move(sent));
        }
    }
    return out;
}

/// The port of the authority, else the one that the proxy says it was connected to, else that of the scheme.
bool isPortRight(const traffic::RequestContext& context, const Sent& sent) {
    if (sent.port) {
        return context.port == sent.port;
    }
    return context.port == context.serverPort || context.port == std::uint16_t{80};
}

Outcome derive(const std::string& proxy) {
    const forwarding::TrustRules trust({*forwarding::TrustRule::parse(kProxyPeer)});
    forwarding::SourceRegistry registry({});
    doctor::HeaderDoctor doctor({});
    doctor.setListenerPorts({8445});
    Outcome out;
    std::set<std::string> open;
    for (const Sent& sent : requestsOf(proxy)) {
        const auto read = forwarding::readHead(sent.request);
        auto context = registry.attribute(sent.request, read, trust);
        registry.assign(context, sent.request);
        ++out.requests;
        out.kindRight += proxy.starts_with(traffic::sourceKindName(context.kind)) ||
                                 proxy.find(traffic::sourceKindName(context.kind)) != proxy.npos
                             ? 1
                             : 0;
        ++out.client[context.client.empty() ? "unknown" : context.client == kClient ? "right" : "wrong"];
        out.schemeRight += context.scheme == "http" ? 1 : 0;
        out.hostRight += context.host == kHost ? 1 : 0;
        out.portRight += isPortRight(context, sent) ? 1 : 0;
        doctor.examine(sent.request, read.head, read.hops, context, *registry.find(context.source));
        for (const auto& finding : doctor.takeChanges()) {
            if (finding.isOpen()) {
                open.insert(finding.code);
            } else {
                open.erase(finding.code);
            }
        }
    }
    out.findings = open;
    return out;
}

std::string share(std::size_t right, std::size_t all) {
    return std::to_string(right) + " of " + std::to_string(all);
}

std::string tableRow(const std::string& proxy, const Outcome& outcome) {
    const auto count = [&](const char* what) {
        const auto found = outcome.client.find(what);
        return std::to_string(found == outcome.client.end() ? 0 : found->second);
    };
    std::string findings;
    for (const auto& code : outcome.findings) {
        findings += (findings.empty() ? "" : ", ") + code;
    }
    return "| " + proxy + " | " + share(outcome.kindRight, outcome.requests) + " | " + count("right") +
           " / " + count("unknown") + " / " + count("wrong") + " | " +
           share(outcome.schemeRight, outcome.requests) + " | " + share(outcome.hostRight, outcome.requests) +
           " | " + share(outcome.portRight, outcome.requests) + " | " +
           (findings.empty() ? "none" : findings) + " |\n";
}

const QByteArray kBegin = "<!-- captures: begin, written by the test core/doctor/wire_captures -->\n";
const QByteArray kEnd = "<!-- captures: end -->\n";

}  // namespace

class ForwardingCapturesTest : public QObject {
    Q_OBJECT

private slots:
    void derived_data();
    void derived();
    void tableIsCurrent();
};

void ForwardingCapturesTest::derived_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < truths().size(); ++i) {
        QTest::newRow(truths()[i].proxy) << static_cast<int>(i);
    }
}

void ForwardingCapturesTest::derived() {
    QFETCH(const int, index);
    const Truth& truth = truths()[static_cast<std::size_t>(index)];
    const Outcome outcome = derive(truth.proxy);
    QVERIFY(outcome.requests > 20);
    QCOMPARE(outcome.kindRight, outcome.requests);
    QCOMPARE(outcome.client.contains("wrong"), false);
    QCOMPARE(outcome.client.contains("right"), truth.clientIsThere);
    QCOMPARE(outcome.client.contains("unknown"), !truth.clientIsThere);
    if (truth.hostIsThere) {
        QCOMPARE(outcome.hostRight, outcome.requests);
        QCOMPARE(outcome.portRight + truth.claimedSchemes, outcome.requests);
        QCOMPARE(outcome.schemeRight + truth.claimedSchemes, outcome.requests);
    }
    std::string found;
    for (const auto& code : outcome.findings) {
        found += code + " ";
    }
    QVERIFY2(outcome.findings == truth.findings, found.c_str());
}

void ForwardingCapturesTest::tableIsCurrent() {
    QByteArray table =
        "| capture | kind | client right / unknown / wrong | scheme | host | port | findings |\n"
        "|---|---|---|---|---|---|---|\n";
    for (const Truth& truth : truths()) {
        table += QByteArray::fromStdString(tableRow(truth.proxy, derive(truth.proxy)));
    }
    QFile file(PROJECT_DIR "/docs/forwarding.md");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray page = file.readAll();
    file.close();
    const auto begin = page.indexOf(kBegin);
    const auto end = page.indexOf(kEnd);
    QVERIFY(begin >= 0 && end > begin);
    const QByteArray made = page.left(begin) + kBegin + table + page.mid(end);
    if (qEnvironmentVariableIsSet("MIRRORSCOPE_WRITE_DOCS")) {
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(made) == made.size());
        return;
    }
    QVERIFY2(made == page, "docs/forwarding.md is not current: run this test with MIRRORSCOPE_WRITE_DOCS=1");
}

QTEST_GUILESS_MAIN(ForwardingCapturesTest)
#include "wire_captures_test.moc"
