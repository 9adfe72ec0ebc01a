// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/finding_markdown.h"

#include "core/base/byte_text.h"
#include "core/exchange/markdown_text.h"
#include "core/query/syntax_tree.h"

namespace mirrorscope::exchange {
namespace {

constexpr std::size_t kShownLines = 4096;

std::string span(std::string_view text) {
    return text.empty() ? std::string() : codeSpan(text);
}

/// Its source's requests; other sources may have a finding of the same code. A name that no code span can
/// show as it is typed is left out: the filter would find nothing.
std::string filterOf(const traffic::Finding& finding, std::string_view sourceName) {
    std::string filter = "finding:" + query::printWord(finding.code, query::Relation::Is);
    if (!sourceName.empty() && base::shownText(sourceName) == sourceName) {
        filter = "source:" + query::printWord(sourceName, query::Relation::Is) + " " + filter;
    }
    return codeSpan(filter);
}

std::string linesUnder(std::string_view title, const std::string& lines) {
    return lines.empty() ? std::string() : "\n" + std::string(title) + "\n\n" + codeBlock(lines, kShownLines);
}

}  // namespace

std::string findingMarkdown(const traffic::Finding& finding, std::string_view sourceName,
                            const redaction::Redactor* redactor) {
    const std::string seen =
        redactor == nullptr
            ? finding.seen
            : redaction::hidden(finding.seen, redactor->secretsOfText(finding.seen), redaction::kPlainMark);
    std::string text = "## Finding " + finding.code + "\n\n";
    text += factLine("severity", std::string(traffic::findingSeverityName(finding.severity)));
    text += factLine("source", span(sourceName));
    text += factLine("seen", span(seen));
    text += factLine("wanted", span(finding.wanted));
    text += factLine("cause", span(finding.cause));
    text += factLine("change", span(finding.directive));
    text += factLine("requests", std::to_string(finding.count) + " from " + base::isoTime(finding.openedAt) +
                                     " to " + base::isoTime(finding.lastSeen));
    text += factLine("closed", finding.closedAt ? base::isoTime(*finding.closedAt) : std::string());
    text +=
        factLine("sample", finding.sample == 0 ? std::string() : "request " + std::to_string(finding.sample));
    text += factLine("filter", filterOf(finding, sourceName));
    text += linesUnder("Instead of", finding.before);
    text += linesUnder("Write", finding.after);
    return text;
}

}  // namespace mirrorscope::exchange
