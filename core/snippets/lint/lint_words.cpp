// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/lint_words.h"

#include <algorithm>

#include "core/base/byte_text.h"

namespace mirrorscope::snippets::lint {
namespace {

std::string counted(const LintReport& report, LintSeverity severity) {
    const auto count = std::ranges::count(report.findings, severity, &LintFinding::severity);
    return std::to_string(count) + ' ' + std::string(severityName(severity)) + (count == 1 ? "" : "s");
}

}  // namespace

std::vector<std::string> shownLines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        lines.push_back(base::shownText(line, line.size()));
        text = end == text.npos ? std::string_view{} : text.substr(end + 1);
    }
    return lines;
}

std::string countsText(const LintReport& report) {
    using enum LintSeverity;
    return counted(report, Error) + ", " + counted(report, Warning) + ", " + counted(report, Note);
}

std::string trustOptions(const TrustImport& trust) {
    std::string options;
    for (const base::IpNetwork& network : trust.networks) {
        options += (options.empty() ? "--trust " : " --trust ") + network.text();
    }
    return options;
}

std::vector<std::string> trustDetails(const TrustImport& trust) {
    std::vector<std::string> details;
    if (!trust.header.empty()) {
        details.push_back(
            "client from " + base::shownText(trust.header) +
            (trust.recursive ? ", the last address that is not trusted" : ", its last address"));
    }
    if (trust.trustedHops) {
        details.push_back("trusted hops: " + std::to_string(*trust.trustedHops));
    }
    if (!trust.serverAddressHeader.empty()) {
        details.push_back("server address from " + base::shownText(trust.serverAddressHeader));
    }
    if (!trust.serverPortHeader.empty()) {
        details.push_back("server port from " + base::shownText(trust.serverPortHeader));
    }
    return details;
}

}  // namespace mirrorscope::snippets::lint
