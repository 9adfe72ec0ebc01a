// SPDX-License-Identifier: Apache-2.0
// Envoy, Istio, Traefik, Gateway API, ingress-nginx: the page's examples have every known trap at its line,
// our hardened forms none, each rule fires where it should and not beside it, and no text leads a finding out
// of it.
#include "core/snippets/lint/yaml_lint.h"

#include <QFile>
#include <QTest>
#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "core/snippets/lint/lint_kinds.h"
#include "core/snippets/snippet_catalogue.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;
using snippets::OptionValue;
using snippets::Variant;

namespace {

const std::vector<std::string> kKinds{"envoy", "istio", "traefik", "gateway-api", "ingress-nginx"};

QByteArray fileText(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "line CODE" for each.
QByteArrayList lines(const std::string& kind, const std::string& text) {
    QByteArrayList out;
    const auto report = lintKind(kind)->lint(text, "t.yaml");
    for (const LintFinding& finding : report ? report->findings : std::vector<LintFinding>{}) {
        out << QByteArray::fromStdString(std::to_string(finding.line) + ' ' + finding.code);
    }
    return out;
}

bool has(const std::string& kind, const std::string& text, const std::string& code) {
    return std::ranges::any_of(lines(kind, text), [&](const QByteArray& line) {
        return line.endsWith(' ' + QByteArray::fromStdString(code));
    });
}

/// The least text that has a trap, and the same without it.
struct Pair {
    const char* kind;
    const char* code;
    std::string has;
    std::string hasNot;
};

std::string envoyManager(const std::string& manager, const std::string& policy) {
    return "manager:\n" + manager +
           "  route_config:\n    virtual_hosts:\n    - routes:\n      - route:\n          cluster: a\n"
           "          request_mirror_policies:\n          - cluster: m\n" +
           policy;
}

std::string envoyCluster(const std::string& more) {
    return "static_resources:\n  listeners:\n  - route: {request_mirror_policies: [{cluster: m}]}\n  "
           "clusters:\n  - name: m\n" +
           more;
}

std::string istioService(const std::string& spec) {
    return "apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec:\n" + spec;
}

std::string istioMirror(const std::string& host) {
    return istioService("  hosts: [a.example]\n  http:\n  - mirrors:\n    - destination: {host: " + host +
                        "}\n");
}

std::string entry(const std::string& host) {
    return "---\napiVersion: networking.istio.io/v1\nkind: ServiceEntry\nspec: {hosts: [" + host + "]}\n";
}

std::string bounds(const std::string& http) {
    return "---\napiVersion: networking.istio.io/v1\nkind: DestinationRule\nspec:\n  host: m.example\n"
           "  trafficPolicy: {connectionPool: {http: {" +
           http + "}}}\n";
}

std::string gateway(const std::string& spec) {
    return "---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: g}\nspec: {" + spec +
           "}\n";
}

std::string traefik(const std::string& mirroring, const std::string& balancer) {
    return "http:\n  services:\n    s: {mirroring: {service: o, " + mirroring +
           " mirrors: [{name: m}]}}\n    m: {" + balancer + "}\n    o: {loadBalancer: {}}\n";
}

std::string httpRoute(const std::string& mirror) {
    return "spec: {rules: [{filters: [{type: RequestMirror, requestMirror: {" + mirror + "}}]}]}\n";
}

std::string ingress(const std::string& annotations) {
    return "metadata:\n  annotations:\n" + annotations;
}
const std::string kTarget = "    nginx.ingress.kubernetes.io/mirror-target: http://m$request_uri\n";

std::vector<Pair> istioPairs() {
    const std::string mesh = "  gateways: [mesh]\n  http: [{mirrors: []}]\n";
    const std::string atGateway = "  gateways: [g]\n  http: [{mirrors: []}]\n";
    const std::string old = "apiVersion: networking.istio.io/v1beta1\nkind: Gateway\nspec: {}\n";
    const std::string now = "apiVersion: networking.istio.io/v1\nkind: Gateway\nspec: {}\n";
    return {
        {"istio", "ISTIO_PLACEHOLDER_HOST", istioService("  hosts: [...]\n" + mesh),
         istioService("  hosts: [a.b]\n" + mesh)},
        {"istio", "ISTIO_MIRROR_TWICE", istioService("  http: [{mirror: {host: a.b}, mirrors: []}]\n"),
         istioService("  http: [{mirrors: []}]\n")},
        {"istio", "ISTIO_HOST_IS_ADDRESS", istioMirror("10.0.0.7"), istioMirror("m.example")},
        {"istio", "ISTIO_STAR_IN_MESH", istioService("  hosts: ['*']\n" + mesh),
         istioService("  hosts: ['*']\n" + atGateway)},
        {"istio", "ISTIO_NO_SERVICE_ENTRY", istioMirror("m.example"),
         istioMirror("m.example") + entry("m.example")},
        {"istio", "ISTIO_HOST_NOT_IN_GATEWAY",
         istioService("  hosts: [a.example]\n" + atGateway) + gateway("servers: [{hosts: [b.example]}]"),
         istioService("  hosts: [a.example]\n" + atGateway) + gateway("servers: [{hosts: ['*.example']}]")},
        {"istio", "ISTIO_NO_BOUNDS", istioMirror("m.example"),
         istioMirror("m.example") + bounds("http2MaxRequests: 1")},
        {"istio", "ISTIO_OLD_PERCENT", istioService("  http: [{mirrors: [], mirrorPercent: 5}]\n"),
         istioService("  http: [{mirrors: []}]\n")},
        {"istio", "ISTIO_RETRIES_ZERO", bounds("maxRetries: 0"), bounds("maxRetries: 1")},
        {"istio", "ISTIO_OLD_API", old, now},
        {"istio", "ISTIO_SINGLE_MIRROR", istioService("  http: [{mirror: {host: a.b}}]\n"),
         istioService("  http: [{mirrors: []}]\n")},
        {"istio", "ISTIO_SHORT_NAME", istioMirror("m"), istioMirror("m.ns.svc.cluster.local")},
        {"istio", "ISTIO_RELEASE_SELECTOR", gateway("selector: {istio: ingress, app: istio-ingress}"),
         gateway("selector: {istio: ingressgateway}")},
    };
}

std::vector<Pair> pairs() {
    std::vector<Pair> out{
        {"envoy", "ENVOY_CLIENT_LOST", envoyManager("", ""),
         envoyManager("  use_remote_address: true\n", "")},
        {"envoy", "ENVOY_UNKNOWN_CLUSTER",
         "static_resources:\n  r: {request_mirror_policies: [{cluster: x}]}\n  clusters: [{name: m}]\n",
         envoyCluster("")},
        {"envoy", "ENVOY_NO_CONNECT_TIMEOUT", envoyCluster(""), envoyCluster("    connect_timeout: 0.25s\n")},
        {"envoy", "ENVOY_NO_BOUNDS", envoyCluster(""), envoyCluster("    circuit_breakers: {}\n")},
        {"envoy", "ENVOY_SHADOW_HOST", envoyManager("", ""),
         envoyManager("", "            disable_shadow_host_suffix_append: true\n")},
        {"envoy", "ENVOY_TRACED_COPIES", envoyManager("", ""),
         envoyManager("", "            trace_sampled: false\n")},
        {"envoy", "ENVOY_NO_UPGRADES", envoyManager("", ""), envoyManager("  upgrade_configs: []\n", "")},
        {"envoy", "ENVOY_ROUTE_NOT_MIRRORED",
         "h: {routes: [{route: {request_mirror_policies: []}}, {route: {cluster: a}}]}",
         "h: {routes: [{route: {request_mirror_policies: []}}, {redirect: {}}]}"},
        {"traefik", "TRAEFIK_UNKNOWN_SERVICE",
         "http:\n  services:\n    s: {mirroring: {mirrors: [{name: m}]}}\n",
         "http:\n  services:\n    s: {mirroring: {mirrors: [{name: m@docker}]}}\n"},
        {"traefik", "TRAEFIK_UNBOUNDED_BODY", traefik("", ""), traefik("maxBodySize: 1024,", "")},
        {"traefik", "TRAEFIK_NO_TIMEOUTS", traefik("", ""),
         traefik("", "loadBalancer: {serversTransport: t}")},
        {"traefik", "TRAEFIK_HOST_LOST", traefik("", "loadBalancer: {passHostHeader: false}"),
         traefik("", "loadBalancer: {passHostHeader: true}")},
        {"traefik", "TRAEFIK_INSECURE_HEADERS", "entryPoints: {web: {forwardedHeaders: {insecure: true}}}",
         "entryPoints: {web: {forwardedHeaders: {trustedIPs: [10.0.0.1]}}}"},
        {"traefik", "TRAEFIK_BODY_OFF", traefik("mirrorBody: false,", ""), traefik("mirrorBody: true,", "")},
        {"traefik", "TRAEFIK_UNMARKED", traefik("", ""), traefik("", "middlewares: [mark]")},
        {"gateway-api", "GATEWAY_API_NO_PORT", httpRoute("backendRef: {name: m}"),
         httpRoute("backendRef: {name: m, port: 8445}")},
        {"gateway-api", "GATEWAY_API_NO_SHARE", httpRoute("backendRef: {name: m}"), httpRoute("percent: 5")},
        {"gateway-api", "GATEWAY_API_TWO_SHARES", httpRoute("percent: 5, fraction: {numerator: 1}"),
         httpRoute("percent: 5")},
        {"ingress-nginx", "INGRESS_NO_REQUEST_URI",
         ingress("    nginx.ingress.kubernetes.io/mirror-target: http://m\n"), ingress(kTarget)},
        {"ingress-nginx", "INGRESS_HOST_LOST", ingress(kTarget),
         ingress(kTarget + "    nginx.ingress.kubernetes.io/mirror-host: a.example\n")},
        {"ingress-nginx", "INGRESS_BODY_OFF",
         ingress(kTarget + "    nginx.ingress.kubernetes.io/mirror-request-body: 'off'\n"),
         ingress(kTarget + "    nginx.ingress.kubernetes.io/mirror-request-body: 'on'\n")},
    };
    const auto istio = istioPairs();
    out.insert(out.end(), istio.begin(), istio.end());
    return out;
}

}  // namespace

class YamlLintTest : public QObject {
    Q_OBJECT

private slots:
    void pageExamples_data();
    void pageExamples();
    void hardenedFormsAreClean();
    void everyRuleHasAPair();
    void rules_data();
    void rules();
    void hostileTexts_data();
    void hostileTexts();
    void placesAreInTheText();
    void documentation();
    void guesses();
};

void YamlLintTest::pageExamples_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("envoy") << "envoy"
                           << QByteArrayList{"11 ENVOY_CLIENT_LOST", "11 ENVOY_NO_UPGRADES",
                                             "26 ENVOY_SHADOW_HOST", "26 ENVOY_TRACED_COPIES",
                                             "47 ENVOY_NO_BOUNDS",   "47 ENVOY_NO_CONNECT_TIMEOUT"};
    QTest::newRow("istio") << "istio"
                           << QByteArrayList{"1 ISTIO_OLD_API",           "15 ISTIO_OLD_API",
                                             "21 ISTIO_PLACEHOLDER_HOST", "28 ISTIO_SHORT_NAME",
                                             "33 ISTIO_SINGLE_MIRROR",    "33 ISTIO_NO_BOUNDS",
                                             "37 ISTIO_OLD_API",          "43 ISTIO_RELEASE_SELECTOR"};
    QTest::newRow("traefik") << "traefik"
                             << QByteArrayList{"5 TRAEFIK_UNBOUNDED_BODY", "10 TRAEFIK_NO_TIMEOUTS",
                                               "10 TRAEFIK_UNMARKED"};
}

void YamlLintTest::pageExamples() {
    QFETCH(const QString, kind);
    const auto text = fileText(QStringLiteral(TEST_DATA_DIR "/lint/%1-page.yaml").arg(kind)).toStdString();
    QVERIFY(!text.empty());
    QTEST(lines(kind.toStdString(), text), "expected");
    const auto report = lintKind(kind.toStdString())->lint(text, "t.yaml");
    for (const LintFinding& finding : report->findings) {
        QVERIFY2(!finding.message.empty() && !finding.directive.empty() && !finding.wanted.empty() &&
                     finding.reason.ends_with('.'),
                 finding.code.c_str());
    }
}

void YamlLintTest::hardenedFormsAreClean() {
    const std::vector<OptionValue> some{{"--percentage", "25"},
                                        {"--token", "t"},
                                        {"--traffic", "mesh"},
                                        {"--trusted-hops", "1"},
                                        {"--host", "shop.example"},
                                        {"--namespace", "shop"},
                                        {"--trusted-balancer", "10.0.0.0/8"}};
    std::mt19937 random(20261123);
    for (const std::string& name : kKinds) {
        const auto& kind = *snippets::snippetKind(name);
        for (int i = 0; i < 200; ++i) {
            std::vector<OptionValue> options{
                {"--listener", random() % 2 == 0 ? "10.0.0.7:8445" : "m.example:9000"}};
            for (const auto& [option, value] : some) {
                const bool known =
                    std::ranges::any_of(kind.options, [&](const auto& one) { return one.name == option; });
                if (known && random() % 2 == 0) {
                    options.push_back({option, value});
                }
            }
            const auto snippet = kind.make(options, Variant::Hardened);
            QVERIFY(snippet.has_value());
            const std::string text = name == "envoy" ? snippet->part("bootstrap")->text : snippet->all();
            const auto found = lines(name, text);
            QVERIFY2(found.isEmpty(), (found.join(' ') + '\n' + QByteArray::fromStdString(text)).constData());
        }
    }
}

void YamlLintTest::everyRuleHasAPair() {
    std::multiset<std::string> tested;
    for (const Pair& pair : pairs()) {
        tested.insert(pair.code);
    }
    std::size_t rules = 0;
    for (const std::string& kind : kKinds) {
        for (const LintRule& rule : lintKind(kind)->rules()) {
            QVERIFY2(tested.count(std::string(rule.code)) == 1, std::string(rule.code).c_str());
            ++rules;
        }
    }
    QCOMPARE(tested.size(), rules);
}

void YamlLintTest::rules_data() {
    QTest::addColumn<int>("index");
    const auto all = pairs();
    for (std::size_t i = 0; i < all.size(); ++i) {
        QTest::newRow(all[i].code) << static_cast<int>(i);
    }
}

void YamlLintTest::rules() {
    QFETCH(const int, index);
    const Pair pair = pairs().at(static_cast<std::size_t>(index));
    QVERIFY2(has(pair.kind, pair.has, pair.code), pair.has.c_str());
    QVERIFY2(!has(pair.kind, pair.hasNot, pair.code), pair.hasNot.c_str());
    QVERIFY(lintKind(pair.kind)->lint(pair.hasNot, "t.yaml").has_value());
}

void YamlLintTest::hostileTexts_data() {
    QTest::addColumn<QByteArray>("text");
    QByteArray laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char name = 'b'; name < 'j'; ++name) {
        const QByteArray before(1, static_cast<char>(name - 1));
        laughs += QByteArray(1, name) + ": &" + QByteArray(1, name) + " [" +
                  QByteArray("*" + before + ", ").repeated(9) + "x]\n";
    }
    QTest::newRow("a billion laughs") << laughs;
    QTest::newRow("deep") << QByteArray("[").repeated(5000);
    QTest::newRow("deep and closed") << QByteArray("[").repeated(200) + QByteArray("]").repeated(200);
    QTest::newRow("no YAML") << QByteArray("a: b: c\n");
    QTest::newRow("tab") << QByteArray("a:\n\tb: c\n");
}

void YamlLintTest::hostileTexts() {
    QFETCH(const QByteArray, text);
    for (const std::string& kind : kKinds) {
        const auto report = lintKind(kind)->lint(text.toStdString(), "t.yaml");
        QVERIFY(!report.has_value());
        QCOMPARE(report.error().arguments.at(0), "t.yaml");
    }
}

/// Texts cut and changed at random: whatever is found is at a line of the text.
void YamlLintTest::placesAreInTheText() {
    std::mt19937 random(3);
    for (const char* kind : {"envoy", "istio", "traefik"}) {
        const std::string page =
            fileText(QStringLiteral(TEST_DATA_DIR "/lint/%1-page.yaml").arg(kind)).toStdString();
        for (int i = 0; i < 1000; ++i) {
            std::string text = page.substr(0, random() % page.size());
            for (int change = 0; change < 3 && !text.empty(); ++change) {
                text[random() % text.size()] = " \n:-[]{}#&*\"'a0"[random() % 15];
            }
            const auto report = lintKind(kind)->lint(text, "t.yaml");
            const auto most = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
            for (const LintFinding& finding : report ? report->findings : std::vector<LintFinding>{}) {
                QVERIFY2(finding.line >= 1 && finding.line <= most && finding.column >= 1, text.c_str());
            }
        }
    }
}

/// docs/lint.md has one row for each rule, with its severity and title, and no others.
void YamlLintTest::documentation() {
    QByteArrayList rows;
    for (const QByteArray& line : fileText(PROJECT_DIR "/docs/lint.md").split('\n')) {
        if (line.startsWith("| `") && !line.startsWith("| `NGINX_")) {
            rows << line;
        }
    }
    QByteArrayList expected;
    for (const std::string& kind : kKinds) {
        for (const LintRule& rule : lintKind(kind)->rules()) {
            expected << QByteArray::fromStdString("| `" + std::string(rule.code) + "` | " +
                                                  std::string(severityName(rule.severity)) + " | " +
                                                  std::string(rule.title) + " |");
        }
    }
    QCOMPARE(rows, expected);
}

void YamlLintTest::guesses() {
    for (const std::string& name : kKinds) {
        const auto text =
            snippets::snippetKind(name)->make({{{"--listener", "m.example:8445"}}}, Variant::Hardened)->all();
        QCOMPARE(guessLintKind(text), lintKind(name));
    }
}

QTEST_GUILESS_MAIN(YamlLintTest)
#include "yaml_lint_test.moc"
