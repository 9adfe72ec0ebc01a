// SPDX-License-Identifier: Apache-2.0
// Every code: traffic that raises it and a near miss that does not; then the cause goes and it closes.
#include "core/doctor/finding_rule.h"

#include <QTest>
#include <algorithm>
#include <map>
#include <string>

#include "core/doctor/advice.h"
#include "tests/core/doctor/sample_copies.h"

using namespace mirrorscope;
using tests::Change;
using tests::Patient;
using tests::SampleCopy;
using traffic::SourceKind;

namespace {

struct Case {
    SourceKind kind;
    Change raises;
    Change spares;
    std::string seen;  // part of the evidence
};

using Cases = std::map<std::string, Case>;

Change each(const char* name, const char* value) {
    return [=](SampleCopy& copy, int) { copy.set(name, value); };
}

Change without(std::vector<std::string> names) {
    return [names = std::move(names)](SampleCopy& copy, int) {
        for (const auto& name : names) {
            copy.remove(name);
        }
    };
}

/// The change on the requests for which `when` holds.
Change sometimes(int one, int in, Change change) {
    return [=](SampleCopy& copy, int i) {
        if (i % in < one) {
            change(copy, i);
        }
    };
}

void body(SampleCopy& copy, std::uint64_t length) {
    copy.request.method = "POST";
    copy.request.bodyLength = length;
    copy.set("Content-Length", std::to_string(length));
}

void addClientCases(Cases& cases) {
    using enum SourceKind;
    cases["XFF_MISSING"] = {Nginx, without({"X-Forwarded-For"}),
                            sometimes(3, 4, without({"X-Forwarded-For"})), "no X-Forwarded-For"};
    cases["CLIENT_UNKNOWN"] = {Envoy, without({"x-envoy-external-address"}),
                               sometimes(3, 4, without({"x-envoy-external-address"})),
                               "X-Forwarded-For \"198.18."};
    cases["XFF_ONLY_PROXY"] = {Nginx, each("X-Forwarded-For", "10.0.0.5"),
                               each("X-Forwarded-For", "10.0.0.6"),
                               "X-Forwarded-For \"10.0.0.5\", which names only a proxy"};
    cases["BALANCER_AS_CLIENT"] = {Envoy,
                                   [](SampleCopy& copy, int) {
                                       copy.set("x-envoy-external-address", "10.0.0.5");
                                       copy.set("x-forwarded-for", "198.18.3.7,10.0.0.5,10.0.0.7");
                                   },
                                   [](SampleCopy& copy, int) {
                                       copy.set("x-envoy-external-address", "198.18.3.7");
                                       copy.set("x-forwarded-for", "198.18.3.7,10.0.0.5,10.0.0.7");
                                   },
                                   "the trusted proxy \"10.0.0.5\" as the client, with X-Forwarded-For "
                                   "\"198.18.3.7,10.0.0.5,10.0.0.7\""};
    cases["XFF_CHAIN_LOST"] = {Nginx, each("X-Forwarded-For", "10.0.0.9"),
                               [](SampleCopy& copy, int) {
                                   copy.set("X-Forwarded-For", "10.0.0.9");
                                   copy.set("X-Real-IP", "10.0.0.8");
                               },
                               "X-Forwarded-For \"10.0.0.9\" alone, and the public X-Real-IP \"198.18."};
    cases["XFF_DUPLICATE"] = {Nginx, each("X-Forwarded-For", "198.18.7.7, 198.18.7.7"),
                              each("X-Forwarded-For", "198.18.7.7, 198.18.7.8"),
                              "X-Forwarded-For \"198.18.7.7, 198.18.7.7\""};
    cases["XFF_NOT_PLAIN_IP"] = {Nginx, each("X-Forwarded-For", "198.18.7.7:4711"),
                                 sometimes(1, 60, each("X-Forwarded-For", "198.18.7.7:4711")),
                                 "X-Forwarded-For \"198.18.7.7:4711\" with a port"};
    cases["CLIENT_CDN"] = {Nginx, each("CF-Connecting-IP", "198.18.99.99"),
                           sometimes(3, 4, each("CF-Connecting-IP", "198.18.99.99")),
                           "\"198.18.99.99\" in CF-Connecting-IP"};
    cases["TRUST_TOO_WIDE"] = {Nginx, sometimes(1, 15, each("X-Forwarded-For", "203.0.113.123")),
                               each("X-Real-IP", "203.0.113.123"), "203.0.113.123"};
    cases["CLIENT_SNAT"] = {
        Nginx,
        [](SampleCopy& copy, int i) { copy.set("X-Forwarded-For", "10.1.0." + std::to_string(1 + i % 3)); },
        [](SampleCopy& copy, int i) { copy.set("X-Forwarded-For", "10.1.0." + std::to_string(1 + i % 4)); },
        "10.1.0.1, 10.1.0.2, 10.1.0.3"};
    cases["HOPS_MISMATCH"] = {Envoy,
                              [](SampleCopy& copy, int i) {
                                  const std::string client = "198.18.3." + std::to_string(1 + i % 200);
                                  copy.set("x-envoy-external-address", client);
                                  copy.set("x-forwarded-for", client + ",10.0.0.9,10.0.0.5");
                              },
                              [](SampleCopy& copy, int i) {
                                  const std::string client = "198.18.3." + std::to_string(1 + i % 200);
                                  copy.set("x-envoy-external-address", client);
                                  copy.set("x-forwarded-for", "10.0.0.9," + client + ",10.0.0.5");
                              },
                              "element 3 from the right"};
}

void addHostAndSchemeCases(Cases& cases) {
    using enum SourceKind;
    cases["HOST_UPSTREAM_NAME"] = {Nginx, each("Host", "mirrorscope"),
                                   sometimes(9, 10, each("Host", "mirrorscope")), "\"mirrorscope\""};
    cases["HOST_IS_LISTENER"] = {Nginx, each("Host", "127.0.0.9:8445"), each("Host", "127.0.0.9:8446"),
                                 "127.0.0.9:8445"};
    cases["HOST_SHADOW"] = {Envoy, each("host", "shop.example-shadow:8080"),
                            each("host", "shop-shadow.example"), "shop.example-shadow:8080"};
    cases["SCHEME_LOST"] = {Nginx,
                            [](SampleCopy& copy, int) {
                                copy.set("X-Forwarded-Proto", "http");
                                copy.set("X-Scheme", "http");
                                copy.set("Origin", "https://shop.example");
                            },
                            [](SampleCopy& copy, int) {
                                copy.set("X-Forwarded-Proto", "http");
                                copy.set("X-Scheme", "http");
                                copy.set("Origin", "https://other.example");
                            },
                            "scheme http while Origin or Referer is \"https://shop.example\""};
    cases["SCHEME_CONTRADICTION"] = {Nginx, each("X-Scheme", "http"),
                                     sometimes(1, 3, each("X-Scheme", "http")),
                                     "X-Forwarded-Proto \"https\" and X-Scheme \"http\""};
    cases["PROTO_MISSING"] = {Nginx, without({"X-Forwarded-Proto", "X-Scheme"}), without({"X-Scheme"}),
                              "neither X-Forwarded-Proto nor X-Scheme"};
    cases["FORWARDED_PORT_EPHEMERAL"] = {
        Nginx, [](SampleCopy& copy, int i) { copy.set("X-Forwarded-Port", std::to_string(50'000 + i % 8)); },
        [](SampleCopy& copy, int i) { copy.set("X-Forwarded-Port", std::to_string(8'000 + i % 7)); },
        "8 values of X-Forwarded-Port in 20 requests, from 50000 to 50007"};
}

void addTransferCases(Cases& cases) {
    using enum SourceKind;
    const auto headOnly = [](SampleCopy& copy, int i) {
        if (i % 4 == 0) {
            copy.request.method = "POST";
            copy.set("Content-Length", "300");
            copy.request.form = traffic::RequestForm::HeadOnly;
        }
    };
    cases["MIRROR_BODY_OFF"] = {Traefik, headOnly,
                                [=](SampleCopy& copy, int i) {
                                    headOnly(copy, i);
                                    if (i % 8 == 1) {
                                        body(copy, 20);
                                    }
                                },
                                "should have a body"};
    cases["CONNECTION_PER_REQUEST"] = {
        Nginx,
        [](SampleCopy& copy, int i) { copy.request.peerPort = static_cast<std::uint16_t>(30'000 + i); },
        [](SampleCopy& copy, int i) { copy.request.peerPort = static_cast<std::uint16_t>(30'000 + i % 100); },
        "256 connections for 256 requests"};
    cases["BODY_CLIFF"] = {
        Nginx,
        [](SampleCopy& copy, int i) { body(copy, (1U << 20U) - static_cast<std::uint64_t>(i % 100) * 1000); },
        [](SampleCopy& copy, int i) {
            body(copy, (1U << 20U) + 50'000 - static_cast<std::uint64_t>(i % 100) * 1000);
        },
        "none above"};
    cases["EXPECT_FORWARDED"] = {Traefik, sometimes(1, 10, each("Expect", "100-continue")),
                                 sometimes(1, 60, each("Expect", "100-continue")), "Expect: 100-continue"};
    cases["PROXY_PROTOCOL"] = {
        Nginx, [](SampleCopy& copy, int) { copy.request.flags.set(traffic::RequestFlag::ProxyProtocol); },
        sometimes(1, 3,
                  [](SampleCopy& copy, int) { copy.request.flags.set(traffic::RequestFlag::ProxyProtocol); }),
        "PROXY protocol"};
    cases["HEALTH_CHECKS"] = {Nginx, sometimes(1, 4, each("User-Agent", "kube-probe/1.29")),
                              sometimes(1, 6, each("User-Agent", "kube-probe/1.29")),
                              "User-Agent \"kube-probe/1.29\""};
}

void addIdentityCases(Cases& cases) {
    using enum SourceKind;
    const auto likeTraefik = [](SampleCopy& copy, int i) {
        copy.fields = tests::healthyCopy(Traefik, i).fields;
    };
    cases["KIND_CONTRADICTION"] = {Envoy, sometimes(1, 50, likeTraefik),
                                   [](SampleCopy& copy, int) { copy.set("x-forwarded-server", "edge-1"); },
                                   "traefik"};
    cases["TOKEN_WRONG"] = {Nginx, sometimes(1, 50, each("X-Mirrorscope-Token", "guessed")),
                            each("X-Mirrorscope-Token", "expected"), "none of those expected"};
    const auto pair = [](SampleCopy& copy, int i) {
        copy.set("X-Request-ID", std::string(24, 'b') + std::to_string(10'000'000 + i / 2));
    };
    cases["DOUBLE_MIRROR"] = {Nginx, pair, sometimes(1, 2, pair), "came exactly twice"};
    const auto again = [](SampleCopy& copy, int i) {
        if (i % 10 == 1) {
            copy.set("X-Request-ID", tests::healthyCopy(Nginx, i - 1).fields[6].second);
        }
    };
    cases["REQUEST_ID_REPEATED"] = {Nginx, again, sometimes(1, 60, again), "more than once"};
    cases["MIRROR_LOOP"] = {Envoy, each("host", "shop.example-shadow-shadow"),
                            each("host", "shop.example-shadow"), "two times"};
}

Cases makeCases() {
    Cases cases;
    addClientCases(cases);
    addHostAndSchemeCases(cases);
    addTransferCases(cases);
    addIdentityCases(cases);
    return cases;
}

const Cases& cases() {
    static const Cases kCases = makeCases();
    return kCases;
}

Patient patient(SourceKind kind) {
    Patient one(kind);
    one.doctor().setListenerPorts({8445});
    return one;
}

bool has(const std::vector<std::string>& codes, const std::string& code) {
    return std::ranges::find(codes, code) != codes.end();
}

std::string joined(const std::vector<std::string>& codes) {
    std::string text;
    for (const auto& code : codes) {
        text += code + " ";
    }
    return text;
}

/// Codes that compare with what was before or was promised; they have cases of their own.
const std::vector<std::string> kOfPresence{"HEADERS_NOT_INHERITED", "HEADER_DRIFT", "CONTRACT_BROKEN"};

}  // namespace

class FindingRulesTest : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasACase();
    void everyCodeHasAdvice();
    void healthy_data();
    void healthy();
    void raisedAndClosed_data();
    void raisedAndClosed();
    void nearMiss_data();
    void nearMiss();
    void headersNotInherited();
    void headerDrift();
    void contractBroken();
};

void FindingRulesTest::everyCodeHasACase() {
    for (const auto& rule : doctor::findingRules()) {
        const std::string code(rule.code);
        QVERIFY2(cases().contains(code) || has(kOfPresence, code), code.c_str());
        QVERIFY2(rule.least <= rule.window && rule.quiet <= doctor::kLongestWindow, code.c_str());
    }
    QCOMPARE(cases().size() + kOfPresence.size(), doctor::findingRules().size());
}

void FindingRulesTest::everyCodeHasAdvice() {
    for (const auto& rule : doctor::findingRules()) {
        for (int kind = 0; kind < static_cast<int>(SourceKind::Count); ++kind) {
            const auto& advice = doctor::adviceFor(rule.code, static_cast<SourceKind>(kind));
            QVERIFY2(advice.code == rule.code, std::string(rule.code).c_str());
            QVERIFY2(!advice.cause.empty() && !advice.wanted.empty(), std::string(rule.code).c_str());
        }
    }
    for (const auto& advice : doctor::allAdvice()) {
        const bool known = std::ranges::any_of(doctor::findingRules(),
                                               [&](const auto& rule) { return rule.code == advice.code; });
        QVERIFY2(known, std::string(advice.code).c_str());
    }
}

void FindingRulesTest::healthy_data() {
    QTest::addColumn<int>("kind");
    for (const auto kind : {SourceKind::Nginx, SourceKind::Envoy, SourceKind::Traefik}) {
        QTest::newRow(std::string(traffic::sourceKindName(kind)).c_str()) << static_cast<int>(kind);
    }
}

void FindingRulesTest::healthy() {
    QFETCH(const int, kind);
    auto one = patient(static_cast<SourceKind>(kind));
    one.send(700);
    QVERIFY2(one.findings().empty(), joined(one.open()).c_str());
}

void FindingRulesTest::raisedAndClosed_data() {
    QTest::addColumn<std::string>("code");
    for (const auto& [code, one] : cases()) {
        QTest::newRow(code.c_str()) << code;
    }
}

void FindingRulesTest::raisedAndClosed() {
    QFETCH(const std::string, code);
    const Case& one = cases().at(code);
    auto sick = patient(one.kind);
    sick.send(300, one.raises);
    QVERIFY2(has(sick.open(), code), joined(sick.open()).c_str());
    const auto& found = *sick.find(code);
    QVERIFY2(found.seen.find(one.seen) != found.seen.npos, found.seen.c_str());
    QVERIFY(found.count > 0 && found.sample > 0 && !found.cause.empty() && !found.wanted.empty());
    sick.send(300);
    QVERIFY2(!has(sick.open(), code), joined(sick.open()).c_str());
    const auto& closed = *sick.find(code);
    QVERIFY(closed.closedAt && *closed.closedAt > closed.openedAt);
    // and nothing opens it again
    const auto before = sick.findings().size();
    sick.send(300);
    QCOMPARE(sick.findings().size(), before);
}

void FindingRulesTest::nearMiss_data() {
    raisedAndClosed_data();
}

void FindingRulesTest::nearMiss() {
    QFETCH(const std::string, code);
    const Case& one = cases().at(code);
    auto fine = patient(one.kind);
    fine.send(600, one.spares);
    QVERIFY2(fine.find(code) == nullptr, fine.find(code) != nullptr ? fine.find(code)->seen.c_str() : "");
}

void FindingRulesTest::headersNotInherited() {
    auto one = patient(SourceKind::Nginx);
    one.send(300);
    one.send(100, without({"X-Forwarded-Host", "X-Real-IP"}));
    QVERIFY(one.find("HEADERS_NOT_INHERITED") == nullptr);  // two are drift
    one.send(100, without({"X-Forwarded-Host", "X-Real-IP", "X-Forwarded-Port"}));
    QVERIFY(has(one.open(), "HEADERS_NOT_INHERITED"));
    QCOMPARE(one.find("HEADERS_NOT_INHERITED")->seen,
             "X-Real-IP, X-Forwarded-Host, X-Forwarded-Port vanished together");
    one.send(100);
    QVERIFY2(one.open().empty(), joined(one.open()).c_str());
}

void FindingRulesTest::headerDrift() {
    auto one = patient(SourceKind::Envoy);
    one.send(300);
    one.send(100, sometimes(1, 2, without({"x-envoy-external-address"})));
    QVERIFY(one.find("HEADER_DRIFT") == nullptr);
    one.send(100, [](SampleCopy& copy, int) {
        copy.remove("x-forwarded-proto");
        copy.set("x-scheme", "https");
    });
    QVERIFY(has(one.open(), "HEADER_DRIFT"));
    QCOMPARE(one.find("HEADER_DRIFT")->seen, "no longer X-Forwarded-Proto, new X-Scheme");
    one.send(100);
    QVERIFY2(one.open().empty(), joined(one.open()).c_str());
}

void FindingRulesTest::contractBroken() {
    doctor::HeaderPresence promised;
    promised.set(0).set(5);  // X-Forwarded-For, X-Request-ID
    Patient one(SourceKind::Nginx);
    one.doctor().setContract(1, promised);
    one.send(100);
    QVERIFY2(one.findings().empty(), joined(one.open()).c_str());
    one.send(100, sometimes(1, 10, without({"X-Request-ID"})));
    QVERIFY(has(one.open(), "CONTRACT_BROKEN"));
    QCOMPARE(one.find("CONTRACT_BROKEN")->seen, "without X-Request-ID");
    one.send(100);
    QVERIFY2(one.open().empty(), joined(one.open()).c_str());
}

QTEST_GUILESS_MAIN(FindingRulesTest)
#include "finding_rules_test.moc"
