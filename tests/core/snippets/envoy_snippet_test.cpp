// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/envoy_snippet.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>
#include <algorithm>
#include <random>

#include "tests/support/ca_file.h"
#include "tests/support/programs.h"

using namespace mirrorscope::snippets;

namespace {

using Options = std::vector<OptionValue>;

// Enough to meet every pair of options many times; a set takes about 0.1 ms.
constexpr int kRandomSets = 10'000;
// An Envoy that validates takes about 0.1 s.
constexpr int kValidatedSets = 10;

// What breaks out of YAML, of a header or of Envoy's format strings.
constexpr const char* kHostile[] = {"\n",
                                    "\r\n",
                                    "a\nb: c",
                                    "\"",
                                    "a\" x",
                                    "'",
                                    "a: b",
                                    "a #b",
                                    "{",
                                    "}",
                                    "[",
                                    "]",
                                    "&a",
                                    "*a",
                                    "!t x",
                                    "|",
                                    ">",
                                    "%REQ(x)%",
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
                                    "\\",
                                    "a\\n",
                                    "<a>",
                                    "a|b",
                                    "a^b",
                                    "a,\nb",
                                    "- a\n- b",
                                    "---\na",
                                    "...\n",
                                    "? a",
                                    "a\x1b[0m",
                                    "/a\n",
                                    "/a b",
                                    "/a#b",
                                    "/a?b",
                                    "/a\"",
                                    "/{a}",
                                    "/%00",
                                    "",
                                    "10\n",
                                    "0x10\n",
                                    "127.0.0.1:8445\n",
                                    "127.0.0.1:8445 #",
                                    "127.0.0.1:0",
                                    "a\tb",
                                    "\v",
                                    "\f",
                                    "\b",
                                    "%%",
                                    "%PEER%",
                                    "a\": {",
                                    "''",
                                    "/a;",
                                    "/$x"};

Options randomOptions(std::mt19937& random, Variant variant) {
    const auto pick = [&](const std::vector<std::string>& values) {
        return values[random() % values.size()];
    };
    const auto port = [&] { return std::to_string(1 + random() % 65535); };
    Options out{{"--listener", pick({"127.0.0.1:", "mirror.test:", "[::1]:"}) + port()}};
    const auto maybe = [&](const std::string& name, const std::string& value) {
        if (random() % 2 == 0) {
            out.push_back({name, value});
        }
    };
    maybe("--bind", pick({"0.0.0.0:", "[::]:", "127.0.0.1:"}) + port());
    maybe("--origin", pick({"app:", "10.0.0.1:", "y:"}) + port());
    maybe("--path", pick({"/", "/shop", "/a:b=c,@~", "/!*+"}));
    maybe("--host", pick({"*", "example.test", "no", "1e3"}));
    maybe("--percentage", pick({"100", "10", "0.01", "99.5"}));
    if (random() % 2 == 0) {
        out.push_back({"--tls", "on"});
        if (random() % 2 == 0) {
            out.push_back({"--tls-name", "mirror.example"});
            maybe("--tls-ca", mirrorscope::test::caFile());
        }
    }
    if (variant == Variant::Hardened) {
        maybe("--trusted-hops", std::to_string(random() % 10));
        maybe("--name", pick({"edge-1", "true", "0x10"}));
        maybe("--token", pick({"a=b/c+~", "null", "123"}));
    }
    return out;
}

/// What Envoy says against a text; empty when it accepts it.
QByteArray complaint(const QString& envoy, const std::string& text) {
    QTemporaryFile file("envoy-XXXXXX.yaml");
    if (!file.open() || file.write(QByteArray::fromStdString(text)) < 0 || !file.flush()) {
        return "cannot write a file";
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(envoy, {"--mode", "validate", "-l", "error", "-c", file.fileName()});
    const bool accepted = process.waitForFinished() && process.exitCode() == 0;
    return accepted ? QByteArray() : process.readAll() + QByteArray::fromStdString(text);
}

}  // namespace

class EnvoySnippetTest : public QObject {
    Q_OBJECT

private slots:
    void parsesBack();
    void keepsEachValue();
    void refusesHostileValues();
    void everyEditChangesSomething();
    void envoyAccepts();
};

void EnvoySnippetTest::parsesBack() {
    std::mt19937 random(7);
    for (int i = 0; i < kRandomSets; ++i) {
        const Variant variant = i % 2 == 0 ? Variant::Hardened : Variant::Faithful;
        const auto options = readEnvoyOptions(randomOptions(random, variant), variant);
        QVERIFY(options.has_value());
        const auto text = envoySnippet(*options, variant);
        QVERIFY(text.has_value());
        auto tree = parseYaml(text->part("cluster")->text);
        QVERIFY(tree.has_value());
        EnvoyConfiguration expected = faithfulEnvoy(*options);
        for (const EnvoyEdit& edit : envoyEdits()) {
            if (variant == Variant::Hardened && edit.applies(*options)) {
                edit.apply(expected, *options);
            }
        }
        QVERIFY(sameContent(tree->items.front(), expected.mirrorCluster));
        tree = parseYaml(text->part("route")->text);
        QVERIFY(tree.has_value());
        YamlNode& action = *tree->items.front().find("route");
        QVERIFY(sameContent(action.find("request_mirror_policies")->items.front(), expected.policy));
        QVERIFY(parseYaml(text->part("bootstrap")->text).has_value());
    }
}

void EnvoySnippetTest::keepsEachValue() {
    const Options given{{"--listener", "[::1]:8445"}, {"--bind", "127.0.0.1:81"}, {"--origin", "app:82"},
                        {"--path", "/shop"},          {"--host", "no"},           {"--percentage", "12.5"},
                        {"--trusted-hops", "2"},      {"--name", "edge"},         {"--token", "0x1"}};
    const auto options = readEnvoyOptions(given, Variant::Hardened);
    QVERIFY(options.has_value());
    const std::string text = envoySnippet(*options, Variant::Hardened)->part("bootstrap")->text;
    for (const char* part : {"address: \"::1\"", "port_value: 8445", "port_value: 81", "port_value: 82",
                             "prefix: \"/shop\"", "- \"no\"", "numerator: 1250", "denominator: TEN_THOUSAND",
                             "xff_num_trusted_hops: 2", "value: \"envoy; host=edge\"", "value: \"0x1\""}) {
        QVERIFY2(text.find(part) != text.npos, part);
    }
}

/// Every option × what breaks out of YAML, of a header or of Envoy's format strings.
void EnvoySnippetTest::refusesHostileValues() {
    std::vector<std::string> hostile(std::begin(kHostile), std::end(kHostile));
    hostile.emplace_back(1, '\0');
    hostile.emplace_back(5000, 'a');
    int refused = 0;
    for (const OptionInfo& info : envoyOptionTable()) {
        for (const std::string& value : hostile) {
            Options values{{"--listener", "127.0.0.1:8445"}, {std::string(info.name), value}};
            const auto options = readEnvoyOptions(values, Variant::Hardened);
            QVERIFY2(!options.has_value(), (std::string(info.name) + " " + value).c_str());
            QCOMPARE(options.error().arguments.front(), std::string(info.name));
            ++refused;
        }
    }
    QVERIFY(refused >= 500);
}

void EnvoySnippetTest::everyEditChangesSomething() {
    const auto options = readEnvoyOptions(
        Options{{"--listener", "a:1"}, {"--trusted-hops", "1"}, {"--token", "t"}}, Variant::Hardened);
    QVERIFY(options.has_value());
    for (const EnvoyEdit& edit : envoyEdits()) {
        EnvoyConfiguration edited = faithfulEnvoy(*options);
        const EnvoyConfiguration plain = edited;
        QVERIFY(edit.applies(*options));
        edit.apply(edited, *options);
        const bool same = sameContent(edited.manager, plain.manager) &&
                          sameContent(edited.policy, plain.policy) &&
                          sameContent(edited.mirrorCluster, plain.mirrorCluster);
        QVERIFY2(!same, edit.name.data());
    }
}

/// 200 sets of each form with the label full.
void EnvoySnippetTest::envoyAccepts() {
    const auto program = mirrorscope::test::newEnvoy();
    if (!program.isThere()) {
        QSKIP(mirrorscope::test::kNoProgram);
    }
    const QString envoy = program.path;
    QVERIFY2(complaint(envoy, "static_resources: {clusters: [{nonsense: 1}]}").contains("nonsense"),
             "a wrong field must be refused");
    const int sets = qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? 200 : kValidatedSets;
    std::mt19937 random(11);
    for (int i = 0; i < 2 * sets; ++i) {
        const Variant variant = i % 2 == 0 ? Variant::Hardened : Variant::Faithful;
        const auto options = readEnvoyOptions(randomOptions(random, variant), variant);
        QVERIFY(options.has_value());
        QCOMPARE(complaint(envoy, envoySnippet(*options, variant)->part("bootstrap")->text), QByteArray());
    }
    qInfo("Envoy %s accepts %d sets of options of each form", program.version, sets);
}

QTEST_GUILESS_MAIN(EnvoySnippetTest)
#include "envoy_snippet_test.moc"
