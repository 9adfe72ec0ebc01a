// SPDX-License-Identifier: Apache-2.0
// A share of the requests: split_clients whose variable the mirror location asks for
// (ngx_http_split_clients_module).
#include <algorithm>
#include <array>
#include <charconv>

#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"NGINX_SHARE_KEY", Warning, "the share is drawn from something that does not change",
             "All requests with the same key get the same answer: without a variable that is all or none, by "
             "client address whole clients are never seen."},
    LintRule{"NGINX_SHARE_OVER_ALL", Error, "more than 100 percent",
             "nginx refuses split_clients whose shares add up to more than 100 percent."},
    LintRule{"NGINX_SHARE_NOT_NUMBERS", Error, "a share that is none",
             "split_clients takes a percentage with at most two decimals, or \"*\" for the rest."},
};
constexpr const LintRule& kKey = kRules[0];
constexpr const LintRule& kOverAll = kRules[1];
constexpr const LintRule& kNotNumbers = kRules[2];

constexpr unsigned kAll = 10'000;

/// Hundredths of a percent; nullopt for what is no share.
std::optional<unsigned> shareOf(std::string_view text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    if (!text.ends_with('%') || text.size() > 7 || text.size() < 2) {
        return std::nullopt;
    }
    std::string digits(text.substr(0, std::min(point, text.size() - 1)));
    const std::string_view decimals =
        point == text.size() ? std::string_view() : text.substr(point + 1, text.size() - point - 2);
    if (decimals.size() > 2) {
        return std::nullopt;
    }
    digits += decimals;
    digits.append(2 - decimals.size(), '0');
    unsigned number = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool isNumber = failure == std::errc() && end == digits.data() + digits.size();
    return isNumber ? std::optional(number) : std::nullopt;
}

void checkShares(const NginxItem& split, std::vector<LintFinding>& findings) {
    unsigned total = 0;
    for (const auto& entry : split.children) {
        const auto share = shareOf(entry->name);
        if (!share && entry->name != "*") {
            LintFinding finding = findingAt(kNotNumbers, *entry, "\"" + entry->name + "\" is no share");
            finding.directive = split.name;
            finding.seen = entry->name;
            finding.wanted = "such as 12.5%";
            findings.push_back(std::move(finding));
        }
        total += share.value_or(0);
    }
    if (total > kAll) {
        LintFinding finding =
            findingAt(kOverAll, split, "the shares of \"" + nameOf(split) + "\" are more than 100 %");
        finding.wanted = "shares up to 100 %";
        findings.push_back(std::move(finding));
    }
}

void checkKey(const NginxItem& split, std::vector<LintFinding>& findings) {
    const std::vector<std::string> variables = variablesOf(split.argument(0));
    const bool isByClient = std::ranges::all_of(variables, [](const std::string& name) {
        return name == "$remote_addr" || name == "$binary_remote_addr" || name == "$realip_remote_addr" ||
               name == "$host" || name == "$server_name" || name == "$server_addr" || name == "$hostname";
    });
    if (isByClient) {
        LintFinding finding = findingAt(
            kKey, split, "\"" + nameOf(split) + "\" draws by \"" + std::string(split.argument(0)) + "\"");
        replaceWith(finding, split, "split_clients $request_id " + std::string(split.argument(1)) + " {");
        findings.push_back(std::move(finding));
    }
}

/// True when a condition or the address of that location depends on the variable.
bool asksFor(const NginxSetup& setup, const NginxItem& location, std::string_view variable) {
    return std::ranges::any_of(location.children, [&](const auto& item) {
        return (item->is("if") || item->is("proxy_pass")) &&
               std::ranges::any_of(item->arguments,
                                   [&](const NginxWord& word) { return setup.uses(word.text, variable); });
    });
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* split : setup.items()) {
        const bool isOurs = split->is("split_clients") && split->isBlock && split->arguments.size() == 2 &&
                            std::ranges::any_of(setup.copyLocations(), [&](const NginxItem* location) {
                                return asksFor(setup, *location, split->argument(1));
                            });
        if (isOurs) {
            checkKey(*split, findings);
            checkShares(*split, findings);
        }
    }
}

}  // namespace

const NginxRuleSet kNginxSamplingRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
