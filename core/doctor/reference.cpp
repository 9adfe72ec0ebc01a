// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/reference.h"

#include "core/doctor/advice.h"
#include "core/doctor/finding_rule.h"
#include "core/doctor/header_baseline.h"
#include "core/doctor/kind_limits.h"

namespace mirrorscope::doctor {
namespace {

constexpr char kIntroduction[] =
    R"(# Findings

What can be wrong with the headers that a proxy sends, and what to change. `mirrorscope-cli findings --session FILE`
lists what is open, `--explain` adds cause and change, `--all` what was closed. This page is written by the target
`finding_reference` from the tables of the code (`core/doctor`); a test says when it is not current.

Findings are about a source. Each rule looks at the newest requests of one source, every 8 requests. It opens when its
condition holds in the window, and closes by itself when it does not hold in the requests named under "closes after":
the cause is gone, and the finding says when. A source that sends nothing keeps its findings.

The window begins anew when Mirrorscope starts; findings that were open stay so until requests show otherwise.

What no mirror can see is not a finding: requests that the proxy refused itself, aborted ones, what an earlier proxy
removed. It is listed apart, under [limits of each kind](#limits-of-each-kind).

)";

std::string kindName(traffic::SourceKind kind) {
    return kind == traffic::SourceKind::Unknown ? "any" : std::string(traffic::sourceKindName(kind));
}

/// A cell of a Markdown table: lines become breaks, code stays on one line.
std::string code(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        out += (out.empty() ? "`" : "<br>`") + std::string(text.substr(0, end)) + "`";
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return out;
}

std::string adviceRows(std::string_view finding) {
    std::string out = "| proxy | cause | wanted | change | instead of | write |\n|---|---|---|---|---|---|\n";
    for (const Advice& advice : allAdvice()) {
        if (advice.code == finding) {
            out += "| " + kindName(advice.kind) + " | " + std::string(advice.cause) + " | " +
                   std::string(advice.wanted) + " | " + std::string(advice.directive) + " | " +
                   code(advice.before) + " | " + code(advice.after) + " |\n";
        }
    }
    return out;
}

constexpr char kLimits[] =
    R"(
## Limits of each kind

What copies do not show, or show otherwise than the client sent it. `mirrorscope-cli findings --limits KIND` prints it,
with `--session FILE` in place of KIND for the sources of a session, with `--limits ID` for one of them. What is not
marked as measured was not tried.

| proxy | limit | known | what can be done |
|---|---|---|---|
)";

std::string limitRows() {
    std::string out;
    for (const KindLimit& one : allKindLimits()) {
        out += "| " + kindName(one.kind) + " | " + std::string(one.limit) + " | " + std::string(one.known) +
               " | " + std::string(one.remedy) + " |\n";
    }
    return out;
}

}  // namespace

std::string findingsPage() {
    std::string page = kIntroduction;
    page += "| code | severity | raised when | of the newest | closes after |\n|---|---|---|---|---|\n";
    for (const FindingRule& rule : findingRules()) {
        page += "| [" + std::string(rule.code) + "](#" +
                [&] {
                    std::string anchor(rule.code);
                    for (char& c : anchor) {
                        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                    }
                    return anchor;
                }() +
                ") | " + std::string(traffic::findingSeverityName(rule.severity)) + " | " +
                std::string(rule.when) + " | " + std::to_string(rule.window) + " | " +
                std::to_string(rule.quiet) + " |\n";
    }
    for (const FindingRule& rule : findingRules()) {
        page += "\n## " + std::string(rule.code) + "\n\n" + adviceRows(rule.code);
    }
    return page + kLimits + limitRows();
}

}  // namespace mirrorscope::doctor
