// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/lint_check.h"

#include <QTest>

#include "core/exchange/lint_markdown.h"
#include "core/snippets/lint/lint_words.h"

using namespace mirrorscope;
using namespace mirrorscope::snippets::lint;

class LintCheckTest : public QObject {
    Q_OBJECT

private slots:
    void theKindIsGuessedOrNamed() {
        constexpr std::string_view text = "location / { mirror /m; }";
        const LintCheck guessed = checkText(text, {}, {});
        QVERIFY(guessed.kind != nullptr && guessed.isGuess);
        QCOMPARE(guessed.kind->name, std::string_view("nginx"));
        const LintCheck named = checkText(text, "nginx", {});
        QVERIFY(named.kind == guessed.kind && !named.isGuess);
        QVERIFY(checkText("hello", {}, {}).kind == nullptr);
        QVERIFY(checkText(text, "apache", {}).kind == nullptr);
    }

    void aTextOverTheLimitIsRefused() {
        const LintCheck check = checkText(std::string(kMostText + 1, '#'), "nginx", "big.conf");
        QVERIFY(!check.report.has_value());
        QCOMPARE(check.report.error().code, base::ErrorCode::TextUnreadable);
        QCOMPARE(check.report.error().arguments.front(), std::string("big.conf"));
        QVERIFY(checkText(std::string(kMostText, '#'), "nginx", {}).report.has_value());
    }

    void linesOfADumpAreFound() {
        constexpr std::string_view dump =
            "# configuration file /a.conf:\none;\n# configuration file /b.conf:\ntwo;\nthree;\n";
        QCOMPARE(lineInText(dump, "/a.conf", 1), std::size_t{2});
        QCOMPARE(lineInText(dump, "/b.conf", 2), std::size_t{5});
        QCOMPARE(lineInText(dump, "/c.conf", 7), std::size_t{7});
        QCOMPARE(lineInText(dump, {}, 3), std::size_t{3});
    }

    void linesAreShownWhole() {
        const std::string line(2000, 'x');
        QCOMPARE(shownLines("a\x1b\n" + line), (std::vector<std::string>{"a\\x1b", line}));
        QCOMPARE(shownLines("").size(), std::size_t{0});
    }

    /// Nothing of the file can become markup.
    void markdownHoldsBytesInCode() {
        const LintCheck check = checkText(
            "location / { mirror /`<b>\n; }\nlocation /`<b> { proxy_pass http://[::1; }", "nginx", {});
        QVERIFY(check.report.has_value());
        const std::string text = exchange::lintMarkdown(check, "a`b.conf");
        QVERIFY2(text.starts_with("## Traps in ``a`b.conf``\n\n- **read as:** nginx\n"), text.c_str());
        const auto count = QByteArray::fromStdString(text).count("\n### ");
        QCOMPARE(count, static_cast<qsizetype>(check.report->findings.size()));
        QVERIFY(exchange::lintMarkdown(checkText("hello", {}, {}), {}).empty());
    }
};

QTEST_GUILESS_MAIN(LintCheckTest)
#include "lint_check_test.moc"
