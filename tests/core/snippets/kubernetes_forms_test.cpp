// SPDX-License-Identifier: Apache-2.0
// Traefik, Istio, Gateway API and ingress-nginx: every form against the published fields, and
// nothing that leaves its place.
#include <QFile>
#include <QTest>
#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "core/snippets/istio_snippet.h"
#include "core/snippets/snippet_catalogue.h"
#include "core/snippets/traefik_snippet.h"
#include "core/snippets/yaml_tree.h"
#include "tests/core/snippets/published_fields.h"
#include "tests/core/snippets/random_options.h"

using namespace mirrorscope::snippets;
using mirrorscope::test::Options;
using mirrorscope::test::PublishedFields;
using mirrorscope::test::randomOptions;

namespace {

/// Enough to meet every pair of options many times.
constexpr int kRandomSets = 10'000;

const std::vector<std::string> kKinds{"traefik", "istio", "gateway-api", "ingress-nginx"};

/// What breaks out of YAML, of a rule in backticks or of a URL.
const std::vector<std::string>& hostile() {
    static const std::vector<std::string> kHostile{
        "\n",
        "\r\n",
        "a\nb: c",
        "\"",
        "'",
        "a: b",
        "a #b",
        "{",
        "}",
        "[",
        "&a",
        "*a",
        "!t x",
        "|",
        ">",
        "%",
        "a b",
        "\t",
        "\x7f",
        "\xc3\xa9",
        "\xff",
        "a;b",
        "${x}",
        "$(x)",
        "`x`",
        "a`) || Host(`b",
        "\\",
        "<a>",
        "a|b",
        "- a",
        "---\na",

        "? a",
        "a\x1b[0m",
        "",
        "a,b",
        "@a",
        "a\\n",
        "{{ .x }}",
        std::string("a\0b", 3),
        std::string(400, 'a'),
        "10.0.0.7:8445\n",
        "10.0.0.7:8445 #",
        "10.0.0.7:0",
        "://",
    };
    return kHostile;
}

std::vector<std::string> documentsOf(const std::string& text) {
    std::vector<std::string> out;
    std::size_t begin = text.starts_with("---\n") ? 4 : 0;
    while (begin < text.size()) {
        const auto end = text.find("\n---\n", begin);
        out.push_back(text.substr(begin, end == text.npos ? end : end + 1 - begin));
        begin = end == text.npos ? text.size() : end + 5;
    }
    return out;
}

/// What is wrong with any document of the snippet.
std::string complaintAbout(const std::string& kind, const SnippetText& snippet,
                           const PublishedFields& fields) {
    for (const SnippetPart& part : snippet.parts) {
        for (const std::string& document : documentsOf(part.text)) {
            auto tree = parseYaml(document);
            if (!tree) {
                return "not YAML: " + document;
            }
            const auto* named = tree->find("kind");
            const std::string what = named != nullptr ? named->value : kind + "-" + part.name;
            if (auto wrong = fields.complaint(what, *tree); !wrong.empty()) {
                return wrong + "\n" + document;
            }
        }
    }
    return {};
}

}  // namespace

class KubernetesFormsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pagesForms_data();
    void pagesForms();
    void randomSetsFitTheFields_data();
    void randomSetsFitTheFields();
    void hostileValuesAreRefused_data();
    void hostileValuesAreRefused();
    void namesAreNames();
    void editsStandAlone();
    void sameOptionsSameText();

private:
    unsigned m_seed = 0;
    PublishedFields m_fields;
};

void KubernetesFormsTest::initTestCase() {
    bool given = false;
    m_seed = qEnvironmentVariableIntValue("MIRRORSCOPE_SEED", &given);
    m_seed = given ? m_seed : std::random_device()();
    qInfo("MIRRORSCOPE_SEED=%u", m_seed);
}

void KubernetesFormsTest::pagesForms_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("listener");
    QTest::newRow("traefik") << "traefik" << "wallarm:8445";
    QTest::newRow("istio") << "istio" << "some.external.service.tld:8445";
}

/// tests/data/snippets/KIND.yaml: the objects and fields of the page's example.
void KubernetesFormsTest::pagesForms() {
    QFETCH(const QString, kind);
    QFETCH(const QString, listener);
    const auto snippet =
        snippetKind(kind.toStdString())->make({{{"--listener", listener.toStdString()}}}, Variant::Faithful);
    QVERIFY(snippet.has_value());
    std::vector<std::string> made;
    for (const SnippetPart& part : snippet->parts) {
        if (!part.isExtract) {
            std::ranges::copy(documentsOf(part.text), std::back_inserter(made));
        }
    }
    QFile file(QStringLiteral(TEST_DATA_DIR "/snippets/%1.yaml").arg(kind));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto wanted = documentsOf(file.readAll().toStdString());
    QCOMPARE(made.size(), wanted.size());
    for (std::size_t i = 0; i < made.size(); ++i) {
        QVERIFY2(sameContent(*parseYaml(made[i]), *parseYaml(wanted[i])), made[i].c_str());
    }
}

void KubernetesFormsTest::randomSetsFitTheFields_data() {
    QTest::addColumn<QString>("kind");
    for (const auto& kind : kKinds) {
        QTest::newRow(kind.c_str()) << QString::fromStdString(kind);
    }
}

void KubernetesFormsTest::randomSetsFitTheFields() {
    QFETCH(const QString, kind);
    const SnippetKind& made = *snippetKind(kind.toStdString());
    std::mt19937 random(m_seed);
    for (int i = 0; i < kRandomSets / 10; ++i) {
        const Variant variant = i % 2 == 0 ? Variant::Faithful : Variant::Hardened;
        const auto snippet = made.make(randomOptions(made, variant, random), variant);
        QVERIFY(snippet.has_value());
        const std::string wrong = complaintAbout(kind.toStdString(), *snippet, m_fields);
        QVERIFY2(wrong.empty(), wrong.c_str());
        QCOMPARE(snippet->reasons.empty(), variant == Variant::Faithful);
    }
}

void KubernetesFormsTest::hostileValuesAreRefused_data() {
    randomSetsFitTheFields_data();
}

void KubernetesFormsTest::hostileValuesAreRefused() {
    QFETCH(const QString, kind);
    const SnippetKind& made = *snippetKind(kind.toStdString());
    int refused = 0;
    for (const OptionInfo& info : made.options) {
        for (const std::string& value : hostile()) {
            Options options{{"--listener", "10.0.0.7:8445"}};
            if (info.name == "--listener") {
                options.front().value = value;
            } else {
                options.push_back({std::string(info.name), value});
            }
            const auto snippet = made.make(options, Variant::Hardened);
            QVERIFY2(!snippet.has_value(), (std::string(info.name) + " took " + value).c_str());
            QVERIFY(snippet.error().arguments.at(0) == info.name);
            QVERIFY(!snippet.error().arguments.at(2).empty());
            ++refused;
        }
    }
    qInfo("%d values refused", refused);
}

/// RFC 1123: what is no breakout but no name either.
void KubernetesFormsTest::namesAreNames() {
    for (const auto& kind : kKinds) {
        for (const std::string& value :
             {std::string("a..b"), std::string("-a"), std::string("a-"), std::string("..."),
              std::string(".a"), std::string(64, 'a') + ".example"}) {
            const Options options{{"--listener", "10.0.0.7:8445"}, {"--host", value}};
            QVERIFY2(!snippetKind(kind)->make(options, Variant::Hardened).has_value(), value.c_str());
        }
    }
}

void KubernetesFormsTest::editsStandAlone() {
    TraefikOptions traefik;
    traefik.listener = {"10.0.0.7", 8445};
    traefik.token = "t";
    traefik.trustedBalancers = {*mirrorscope::base::IpNetwork::parse("10.0.0.0/8")};
    for (const TraefikEdit& edit : traefikEdits()) {
        auto options = traefik;
        options.body = edit.name != "no-body";
        QVERIFY2(edit.applies(options), std::string(edit.name).c_str());
        auto changed = faithfulTraefik(options);
        const auto before = changed;
        edit.apply(changed, options);
        const bool same = sameContent(before.mirroring, changed.mirroring) &&
                          sameContent(before.mirrorService, changed.mirrorService) &&
                          sameContent(before.entryPoint, changed.entryPoint) &&
                          sameContent(before.middlewares, changed.middlewares);
        QVERIFY2(!same && !edit.reason.empty(), std::string(edit.name).c_str());
    }
    IstioOptions istio;
    istio.listener = {"10.0.0.7", 8445};
    for (const IstioEdit& edit : istioEdits()) {
        QVERIFY2(edit.applies(istio), std::string(edit.name).c_str());
        auto changed = faithfulIstio(istio);
        const auto before = changed;
        edit.apply(changed, istio);
        const bool same = sameContent(before.route, changed.route) &&
                          sameContent(before.virtualService, changed.virtualService) &&
                          sameContent(before.gateway, changed.gateway) &&
                          sameContent(before.destinationRule, changed.destinationRule);
        QVERIFY2(!same && !edit.reason.empty(), std::string(edit.name).c_str());
    }
}

void KubernetesFormsTest::sameOptionsSameText() {
    for (const auto& name : kKinds) {
        const SnippetKind& kind = *snippetKind(name);
        std::mt19937 random(m_seed);
        const Options options = randomOptions(kind, Variant::Hardened, random);
        QCOMPARE(kind.make(options, Variant::Hardened)->all(), kind.make(options, Variant::Hardened)->all());
    }
}

QTEST_GUILESS_MAIN(KubernetesFormsTest)
#include "kubernetes_forms_test.moc"
