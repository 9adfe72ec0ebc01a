// SPDX-License-Identifier: Apache-2.0
// What a snippet says is what was asked for: the options read from its text are those that it was made with,
// and an option that was not given says nothing or its default.
#include <QTest>
#include <set>

#include "tests/core/snippets/random_options.h"
#include "tests/core/snippets/read_back.h"

using namespace mirrorscope::snippets;
using namespace mirrorscope::test;

namespace {

/// 10,000 with the label full.
int setsOfEachKind() {
    return qEnvironmentVariableIsSet("MIRRORSCOPE_FULL_SIZE") ? 10'000 : 1000;
}

/// Options that decide about the form and stand nowhere in it.
bool isSaidNowhere(std::string_view kind, const OptionValue& option, const SaidOptions& said) {
    const bool addressInKubernetes = option.name == "--listener" && kind == "gateway-api";
    const bool noGateway =
        kind == "istio" && !said.contains("--gateway") &&
        (option.name == "--host" || option.name == "--gateway" || option.name == "--selector");
    // A Traefik before 3.7 marks no copies, and a copy without a body has no limit.
    const bool noMark = kind == "traefik" && !said.contains("--name") &&
                        (option.name == "--name" || option.name == "--token");
    const bool noBody = kind == "traefik" && said.at("--body") == "off" && option.name == "--max-body";
    return option.name == "--version" || addressInKubernetes || noGateway || noMark || noBody;
}

}  // namespace

class ReadBackTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasGivenIsSaid_data();
    void whatWasGivenIsSaid();
};

void ReadBackTest::whatWasGivenIsSaid_data() {
    QTest::addColumn<QString>("kind");
    for (const SnippetKind& kind : snippetKinds()) {
        QTest::newRow(std::string(kind.name).c_str()) << QString::fromStdString(std::string(kind.name));
    }
}

void ReadBackTest::whatWasGivenIsSaid() {
    QFETCH(const QString, kind);
    const SnippetKind& made = *snippetKind(kind.toStdString());
    std::mt19937 random(11);
    std::set<std::string> compared;
    const SaidOptions plain =
        readBack(made.name, *made.make(Options{{"--listener", "wallarm:8445"}}, Variant::Hardened));
    const int sets = setsOfEachKind();
    for (int i = 0; i < sets; ++i) {
        const Variant variant = i % 2 == 0 ? Variant::Hardened : Variant::Faithful;
        const Options options = randomOptions(made, variant, random);
        const auto text = made.make(options, variant);
        QVERIFY(text.has_value());
        const SaidOptions said = readBack(made.name, *text);
        for (const OptionValue& option : options) {
            if (isSaidNowhere(made.name, option, said)) {
                continue;
            }
            const auto found = said.find(option.name);
            // What is as usual may be left out.
            const bool isUsual = plain.contains(option.name) && plain.at(option.name) == option.value;
            const bool isNothing = option.value == "off" || option.value == "100" || option.value == "0" ||
                                   (option.name == "--body" && option.value == "on");
            if (found == said.end() && (isUsual || isNothing)) {
                continue;
            }
            QVERIFY2(found != said.end() && found->second == option.value,
                     (option.name + " " + option.value + " is not what is said:\n" + text->all()).c_str());
            compared.insert(option.name);
        }
    }
    qInfo("%d sets of options are what their texts say", sets);
    // Each option was met and read again, but those that are said nowhere.
    for (const OptionInfo& option : made.options) {
        const bool isSaid =
            option.name != "--version" && !(kind == "gateway-api" && option.name == "--listener");
        QVERIFY2(!isSaid || compared.contains(std::string(option.name)), std::string(option.name).c_str());
    }
}

QTEST_GUILESS_MAIN(ReadBackTest)
#include "read_back_test.moc"
