// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/lint_markdown.h"

#include "core/exchange/markdown_text.h"
#include "core/snippets/lint/lint_words.h"

namespace mirrorscope::exchange {
namespace {

using namespace snippets::lint;

std::string linesUnder(std::string_view title, const std::string& lines) {
    return lines.empty() ? std::string()
                         : "\n" + std::string(title) + "\n\n" + codeBlock(lines, lines.size());
}

std::string section(const LintFinding& finding) {
    const std::string place = finding.file.empty() ? std::string() : codeSpan(finding.file) + ", ";
    std::string text = "\n### " + std::string(severityName(finding.severity)) + ": " + finding.code + "\n\n";
    text += factLine("place", place + "line " + std::to_string(finding.line));
    text += factLine("what", codeSpan(finding.message));
    text += factLine("costs", finding.reason);
    if (finding.fix.after.empty() && !finding.wanted.empty()) {
        text += factLine("wanted", codeSpan(finding.wanted));
    }
    return text + linesUnder("Instead of", finding.fix.before) + linesUnder("Write", finding.fix.after);
}

}  // namespace

std::string lintMarkdown(const LintCheck& check, std::string_view file) {
    if (check.kind == nullptr || !check.report) {
        return {};
    }
    std::string text =
        "## Traps in " + (file.empty() ? std::string("a configuration") : codeSpan(file)) + "\n\n";
    text +=
        factLine("read as", std::string(check.kind->name) + (check.isGuess ? ", a guess by its words" : ""));
    text += factLine("found", check.report->findings.empty() ? "no known trap" : countsText(*check.report));
    if (check.report->trust) {
        text += factLine("trusted proxies", codeSpan(trustOptions(*check.report->trust)));
    }
    for (const LintFinding& finding : check.report->findings) {
        text += section(finding);
    }
    return text;
}

}  // namespace mirrorscope::exchange
