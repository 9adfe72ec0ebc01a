// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {

LintFinding findingAt(const LintRule& rule, const NginxItem& item, std::string message) {
    LintFinding finding = findingOf(rule, item.place.line, item.place.column);
    finding.directive = item.name;
    finding.seen = item.argument(0);
    finding.message = std::move(message);
    return finding;
}

LintFinding findingOfMissing(const LintRule& rule, const NginxItem& block, std::string_view directive,
                             std::string wanted, std::string message) {
    LintFinding finding = findingOf(rule, block.place.line, block.place.column);
    finding.directive = directive;
    finding.message = std::move(message);
    finding.wanted = wanted;
    finding.fix.after = std::move(wanted);
    return finding;
}

LintFinding findingOfMissingOr(const NginxItem* present, const LintRule& rule, const NginxItem& block,
                               std::string_view directive, std::string wanted, std::string message) {
    if (present == nullptr || present->parent != &block) {
        return findingOfMissing(rule, block, directive, std::move(wanted), std::move(message));
    }
    LintFinding finding = findingAt(rule, *present, std::move(message));
    replaceWith(finding, *present, std::move(wanted));
    return finding;
}

void replaceWith(LintFinding& finding, const NginxItem& item, std::string after) {
    finding.fix.before = asText(item);
    finding.wanted = after;
    finding.fix.after = std::move(after);
}

std::string_view chainValue(const NginxItem& location) {
    return NginxSetup::hasForwardedClient(location) ? "\"$http_x_forwarded_for, $realip_remote_addr\""
                                                    : "$proxy_add_x_forwarded_for";
}

std::string nameOf(const NginxItem& block) {
    if (block.name.empty()) {
        return "this file";
    }
    std::string out = block.name;
    for (const NginxWord& word : block.arguments) {
        out += ' ' + word.text;
    }
    return out;
}

}  // namespace mirrorscope::snippets::lint
