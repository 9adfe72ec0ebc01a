// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/lint_finding.h"

#include <algorithm>
#include <tuple>

namespace mirrorscope::snippets::lint {
namespace {

auto key(const LintFinding& finding) {
    return std::tie(finding.line, finding.column, finding.code, finding.directive, finding.message);
}

}  // namespace

std::string_view severityName(LintSeverity severity) {
    switch (severity) {
        case LintSeverity::Note:
            return "note";
        case LintSeverity::Warning:
            return "warning";
        case LintSeverity::Error:
            return "error";
    }
    return "note";
}

LintFinding findingOf(const LintRule& rule, std::size_t line, std::size_t column) {
    LintFinding finding;
    finding.code = rule.code;
    finding.severity = rule.severity;
    finding.line = line;
    finding.column = column;
    finding.reason = rule.reason;
    return finding;
}

void sortFindings(std::vector<LintFinding>& findings) {
    std::ranges::sort(findings, [](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto repeated = std::ranges::unique(findings, {}, [](const auto& one) { return key(one); });
    findings.erase(repeated.begin(), repeated.end());
}

bool hasProblems(const LintReport& report) {
    return std::ranges::any_of(
        report.findings, [](const LintFinding& finding) { return finding.severity != LintSeverity::Note; });
}

base::Error unreadableText(std::string_view file, std::size_t line, std::size_t column,
                           std::string_view reason) {
    return {base::ErrorCode::TextInvalid,
            {std::string(file), std::to_string(line), std::to_string(column), std::string(reason)}};
}

}  // namespace mirrorscope::snippets::lint
