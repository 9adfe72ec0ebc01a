// SPDX-License-Identifier: Apache-2.0
// Look-alike headers that clients send on purpose and proxies pass on: a pinned source stays what it is, its
// client too, and the doctor says that somebody tries.
#include <QTest>
#include <algorithm>

#include "core/doctor/header_doctor.h"
#include "core/forwarding/request_attribution.h"
#include "core/forwarding/source_registry.h"
#include "tests/core/doctor/sample_copies.h"

using namespace mirrorscope;
using traffic::SourceKind;

namespace {

constexpr int kHealthy = 30;
constexpr int kForged = 3;

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Forgery {
    const char* name;
    SourceKind proxy;
    Fields fields;
    /// Where the proxy puts what the client sent: nginx behind its own, Envoy in front of them.
    bool inFront = false;
    /// By its headers alone the request would be of another kind.
    bool looksDifferent = true;
};

std::vector<Forgery> forgeries() {
    using enum SourceKind;
    return {
        {"nginx as a marked Envoy", Nginx, {{"X-Mirrorscope-Source", "envoy; host=evil"}}, false, false},
        {"nginx, marker in front", Nginx, {{"X-Mirrorscope-Source", "envoy; host=evil"}}, true},
        {"nginx as a multiplexer", Nginx, {{"X-Multiplexer", "copy"}}},
        {"nginx as Envoy",
         Nginx,
         {{"X-Envoy-Internal", "true"}, {"X-Envoy-External-Address", "6.6.6.6"}},
         false,
         false},
        {"nginx with another list",
         Nginx,
         {{"CF-Connecting-IP", "6.6.6.6"}, {"Forwarded", "for=6.6.6.6"}},
         false,
         false},
        {"Envoy as Istio", Envoy, {{"x-envoy-peer-metadata-id", "sidecar~6.6.6.6~evil"}}, true},
        {"Envoy as an Istio gateway", Envoy, {{"x-envoy-decorator-operation", "evil"}}, true},
        {"Envoy as a marked nginx",
         Envoy,
         {{"x-mirrorscope-source", "nginx; host=evil"}, {"x-mirrorscope-client", "6.6.6.6"}},
         true,
         false},
        {"Envoy with an address of the client's", Envoy, {{"x-real-ip", "6.6.6.6"}}, true, false},
        {"Traefik as a marked nginx",
         Traefik,
         {{"X-Mirrorscope-Source", "nginx; host=evil"}, {"X-Mirrorscope-Client", "6.6.6.6"}},
         false,
         false},
        {"Traefik as a multiplexer", Traefik, {{"X-Multiplexer", "copy"}}},
        {"Traefik as nginx",
         Traefik,
         {{"X-Server-Addr", "6.6.6.6"}, {"X-Server-Port", "80"}, {"X-Scheme", "http"}},
         false,
         false},
    };
}

/// Traefik writes all fields sorted, behind Host and User-Agent (net/http).
void forge(tests::SampleCopy& copy, const Forgery& forgery) {
    copy.fields.insert(forgery.inFront ? copy.fields.begin() + 1 : copy.fields.end(), forgery.fields.begin(),
                       forgery.fields.end());
    if (forgery.proxy == SourceKind::Traefik) {
        std::sort(copy.fields.begin() + 2, copy.fields.end());
    }
}

bool isOpen(std::vector<traffic::Finding>& known, doctor::HeaderDoctor& doctor, const std::string& code) {
    for (traffic::Finding& changed : doctor.takeChanges()) {
        known.push_back(std::move(changed));
    }
    return std::ranges::any_of(known, [&](const auto& one) { return one.code == code && one.isOpen(); });
}

}  // namespace

class ForgedHeadersTest : public QObject {
    Q_OBJECT

private slots:
    void changeNothing_data();
    void changeNothing();
};

void ForgedHeadersTest::changeNothing_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<bool>("byTrust");
    int index = 0;
    for (const Forgery& one : forgeries()) {
        QTest::addRow("%s, pinned by its headers", one.name) << index << false;
        QTest::addRow("%s, pinned by --trust", one.name) << index << true;
        ++index;
    }
}

void ForgedHeadersTest::changeNothing() {
    QFETCH(const int, index);
    QFETCH(const bool, byTrust);
    const Forgery forgery = forgeries().at(static_cast<std::size_t>(index));
    const std::string trusted =
        "10.0.0.5" + (byTrust ? "=" + std::string(traffic::sourceKindName(forgery.proxy)) : std::string());
    const forwarding::SenderRules rules(forwarding::TrustRules({*forwarding::TrustRule::parse(trusted)}));
    forwarding::SourceRegistry registry({});
    doctor::HeaderDoctor doctor({});
    std::vector<traffic::Finding> findings;
    traffic::SourceId source = 0;
    for (int i = 0; i < kHealthy + kForged; ++i) {
        tests::SampleCopy copy = tests::healthyCopy(forgery.proxy, i);
        copy.write();
        const std::string client = forwarding::attribute(copy.request, rules).client;
        QVERIFY(!client.empty());
        const bool isForged = i >= kHealthy;
        if (isForged) {
            QVERIFY(!isOpen(findings, doctor, "KIND_CONTRADICTION") || i > kHealthy);
            forge(copy, forgery);
            copy.write();
        }
        const auto read = forwarding::readHead(copy.request);
        auto context = registry.attribute(copy.request, read, rules);
        registry.assign(context, copy.request);
        source = i == 0 ? context.source : source;
        QCOMPARE(context.source, source);
        QVERIFY2(context.client == client || context.client.empty(), context.client.c_str());
        if (isForged) {
            const auto alone = forwarding::identify(read.head, read.hops, std::nullopt);
            QCOMPARE(alone.kind != forgery.proxy, forgery.looksDifferent);
        }
        doctor.examine(copy.request, read.head, read.hops, context, *registry.find(context.source));
    }
    QCOMPARE(isOpen(findings, doctor, "KIND_CONTRADICTION"), forgery.looksDifferent);
    QCOMPARE(registry.find(source)->kind, forgery.proxy);
}

QTEST_GUILESS_MAIN(ForgedHeadersTest)
#include "forged_headers_test.moc"
