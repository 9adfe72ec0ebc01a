// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/attack_markdown.h"

#include <algorithm>

#include "core/base/byte_text.h"
#include "core/exchange/markdown_text.h"
#include "core/redaction/redacted_copy.h"

namespace mirrorscope::exchange {
namespace {

constexpr std::size_t kShownHead = 4096;
constexpr std::size_t kShownHits = 10;

std::string quoted(std::string_view bytes, const redaction::Redactor* redactor) {
    if (bytes.empty()) {
        return {};
    }
    return codeSpan(redactor == nullptr
                        ? std::string(bytes)
                        : redaction::hidden(bytes, redactor->secretsOfText(bytes), redaction::kPlainMark));
}

std::string ruleList(const std::vector<std::int64_t>& rules) {
    std::string text;
    for (const std::int64_t rule : rules) {
        text += (text.empty() ? "" : ", ") + std::to_string(rule);
    }
    return text;
}

std::string requestSection(const traffic::RequestDetail& detail) {
    std::string text = "\n### Request " + std::to_string(detail.request.id) + ", " +
                       base::isoTime(detail.request.receivedAt) + "\n\n";
    text += codeBlock(detail.request.head, kShownHead) + "\n";
    std::size_t shown = 0;
    for (const traffic::HitRow& row : detail.hits) {
        if (shown++ == kShownHits) {
            text += "- " + std::to_string(detail.hits.size() - kShownHits) + " more hits\n";
            break;
        }
        text += "- rule " + std::to_string(row.hit.ruleId) + " in " + codeSpan(row.hit.point) + ": " +
                codeSpan(row.hit.message) + ", matched " + codeSpan(row.hit.matched) + "\n";
    }
    return text;
}

}  // namespace

std::string attackMarkdown(const traffic::AttackRow& row, std::span<const traffic::RequestDetail> requests,
                           const redaction::Redactor* redactor) {
    const traffic::Attack& attack = row.attack;
    const auto& type = traffic::attackTypeInfo(attack.type);
    std::string text = "## Attack " + std::to_string(attack.id) + ": " + std::string(type.title) + "\n\n";
    text += factLine("severity", std::string(traffic::severityName(attack.severity)));
    text +=
        factLine("type", std::string(type.name) + (type.cwe == 0 ? "" : ", CWE-" + std::to_string(type.cwe)) +
                             (type.owasp.empty() ? "" : ", OWASP " + std::string(type.owasp)));
    text += factLine("source", quoted(row.sourceName, nullptr));
    text += factLine("client", attack.client.empty() ? "unknown" : quoted(attack.client, nullptr));
    text += factLine("host", quoted(attack.host, redactor));
    text += factLine("endpoint", quoted(attack.endpoint, redactor));
    text += factLine("time", base::isoTime(attack.firstSeen) + " to " + base::isoTime(attack.lastSeen));
    text += factLine("requests", std::to_string(attack.requests) + ", hits " + std::to_string(attack.hits) +
                                     ", highest score " + std::to_string(attack.score));
    text += factLine("worst hit", quoted(attack.message, nullptr));
    text += factLine("rules", ruleList(attack.ruleIds));
    text += factLine("triage", codeSpan(row.triage));
    text += factLine("filter", "`attack:" + std::to_string(attack.id) + "`");
    for (const traffic::RequestDetail& one : requests.first(std::min(requests.size(), kShownRequests))) {
        text += requestSection(redactor == nullptr
                                   ? one
                                   : redaction::redactedCopy(one, *redactor, redaction::kPlainMark).detail);
    }
    const auto shown = std::min(requests.size(), kShownRequests);
    if (shown > 0 && attack.requests > shown) {
        const auto more = attack.requests - shown;
        text += "\n" + std::to_string(more) + (more == 1 ? " more request\n" : " more requests\n");
    }
    return text;
}

}  // namespace mirrorscope::exchange
