// SPDX-License-Identifier: Apache-2.0
// Which edit made which line: told for every kind, and agreeing with the faithful form printed on its own.
#include <QTest>
#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "core/snippets/snippet_catalogue.h"
#include "tests/core/snippets/random_options.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets;

namespace {

using Change = LineMark::Change;
using Values = std::vector<OptionValue>;

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        out.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

/// Without what only the hardened form can honour.
Values faithfulValues(const SnippetKind& kind, const Values& values) {
    Values out;
    std::ranges::copy_if(values, std::back_inserter(out), [&kind](const OptionValue& value) {
        return !std::ranges::find(kind.options, std::string_view(value.name), &OptionInfo::name)
                    ->hardenedOnly;
    });
    return out;
}

/// The edits that a line with this beginning is put down to: "exact-location marker".
std::string editsOf(const SnippetText& text, std::size_t part, bool isHardened, const std::string& faithful,
                    std::string_view beginning) {
    const auto lines = linesOf(isHardened ? text.parts[part].text : faithful);
    const auto& marks = isHardened ? text.marks[part].hardened : text.marks[part].faithful;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto start = lines[i].find_first_not_of(' ');
        if (start == std::string::npos || !lines[i].substr(start).starts_with(beginning)) {
            continue;
        }
        std::string out = marks[i].change == Change::Added     ? "added"
                          : marks[i].change == Change::Changed ? "changed"
                          : marks[i].change == Change::Removed ? "removed"
                                                               : "same";
        for (const std::size_t reason : marks[i].reasons) {
            out += " " + text.reasons[reason].edit;
        }
        return out;
    }
    return "no such line";
}

}  // namespace

class LineMarksTest : public QObject {
    Q_OBJECT

private slots:
    void everyLineIsMarked_data();
    void everyLineIsMarked();
    void linesOfNginxKnowTheirEdits_data();
    void linesOfNginxKnowTheirEdits();
    void theFaithfulFormHasNone();
};

void LineMarksTest::everyLineIsMarked_data() {
    QTest::addColumn<QString>("name");
    for (const SnippetKind& kind : snippetKinds()) {
        QTest::addRow("%s", std::string(kind.name).c_str()) << QString::fromStdString(std::string(kind.name));
    }
}

/// A faithful line without a mark stands in the hardened form as it is, in its order; a marked one has a
/// reason; and each reason is the reason of a line.
void LineMarksTest::everyLineIsMarked() {
    QFETCH(QString, name);
    const SnippetKind& kind = *snippetKind(name.toStdString());
    std::mt19937 random(7);
    for (int round = 0; round < 40; ++round) {
        const Values values = test::randomOptions(kind, Variant::Hardened, random);
        const auto hardened = kind.make(values, Variant::Hardened);
        const auto faithful = kind.make(faithfulValues(kind, values), Variant::Faithful);
        QVERIFY(hardened && faithful);
        QCOMPARE(hardened->marks.size(), hardened->parts.size());
        std::set<std::size_t> reasons;
        for (std::size_t part = 0; part < hardened->parts.size(); ++part) {
            const auto& marks = hardened->marks[part];
            const auto before = linesOf(faithful->parts[part].text);
            const auto after = linesOf(hardened->parts[part].text);
            QCOMPARE(marks.faithful.size(), before.size());
            QCOMPARE(marks.hardened.size(), after.size());
            std::vector<std::string> keptBefore;
            std::vector<std::string> keptAfter;
            for (std::size_t i = 0; i < before.size(); ++i) {
                QCOMPARE(marks.faithful[i].change == Change::None, marks.faithful[i].reasons.empty());
                if (marks.faithful[i].change == Change::None) {
                    keptBefore.push_back(before[i]);
                }
                reasons.insert(marks.faithful[i].reasons.begin(), marks.faithful[i].reasons.end());
            }
            for (std::size_t i = 0; i < after.size(); ++i) {
                QCOMPARE(marks.hardened[i].change == Change::None, marks.hardened[i].reasons.empty());
                if (marks.hardened[i].change == Change::None) {
                    keptAfter.push_back(after[i]);
                }
                reasons.insert(marks.hardened[i].reasons.begin(), marks.hardened[i].reasons.end());
            }
            QCOMPARE(keptAfter, keptBefore);
        }
        QCOMPARE(reasons.size(), hardened->reasons.size());
    }
}

void LineMarksTest::linesOfNginxKnowTheirEdits_data() {
    QTest::addColumn<bool>("isHardened");
    QTest::addColumn<QByteArray>("beginning");
    QTest::addColumn<QByteArray>("edits");
    const auto row = [](bool isHardened, const char* beginning, const char* edits) {
        QTest::addRow("%s: %s", isHardened ? "hardened" : "faithful", beginning)
            << isHardened << QByteArray(beginning) << QByteArray(edits);
    };
    row(true, "location = /_mirrorscope {", "changed exact-location");
    row(true, "mirror /_mirrorscope;", "changed exact-location");
    row(true, "mirror_request_body on;", "same");
    row(true, "proxy_connect_timeout", "added short-timeouts");
    row(true, "proxy_next_upstream", "added single-try");
    row(true, "proxy_set_header X-Forwarded-For", "changed client-chain");
    row(true, "proxy_set_header X-Forwarded-Port", "changed server-port");
    row(true, "proxy_set_header X-Mirrorscope-Source", "added marker");
    row(true, "proxy_set_header X-Scheme", "same");
    row(false, "location /mirror-test {", "changed exact-location");
    row(false, "proxy_set_header X-Forwarded-Port", "changed server-port");
    row(false, "internal;", "same");
}

void LineMarksTest::linesOfNginxKnowTheirEdits() {
    QFETCH(bool, isHardened);
    QFETCH(QByteArray, beginning);
    QFETCH(QByteArray, edits);
    const Values values{{"--listener", "192.0.2.20:8445"}};
    const SnippetKind& nginx = *snippetKind("nginx");
    const auto text = nginx.make(values, Variant::Hardened);
    const auto faithful = nginx.make(values, Variant::Faithful);
    constexpr std::size_t kServer = 1;
    QCOMPARE(QByteArray::fromStdString(
                 editsOf(*text, kServer, isHardened, faithful->parts[kServer].text, beginning.toStdString())),
             edits);
}

void LineMarksTest::theFaithfulFormHasNone() {
    const auto text =
        snippetKind("envoy")->make(Values{{"--listener", "192.0.2.20:8445"}}, Variant::Faithful);
    QVERIFY(text->marks.empty());
}

QTEST_GUILESS_MAIN(LineMarksTest)
#include "line_marks_test.moc"
