// SPDX-License-Identifier: Apache-2.0
// The location that copies are sent from: who may reach it, and what keeps a copy from leaving it unchanged.
#include <algorithm>
#include <array>

#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"NGINX_COPY_NOT_INTERNAL", Error, "the mirror location is open to everybody",
             "Without internal anybody can ask for this location and send invented copies with the proxy's "
             "own headers."},
    LintRule{"NGINX_COPY_PREFIX", Warning, "the mirror location is a prefix",
             "Every public address that begins with it is answered 404; an exact location hides one name."},
    LintRule{"NGINX_COPY_NOT_SENT", Error, "the mirror location sends nothing",
             "Only proxy_pass makes a copy leave nginx as HTTP."},
    LintRule{"NGINX_COPY_ANSWERED", Error, "the mirror location answers before it sends",
             "return and rewrite act before proxy_pass: the copy never leaves, or under another address."},
    LintRule{"NGINX_COPY_CACHED", Error, "a cache answers in place of the listener",
             "While an answer is in the cache copies of that address are not sent."},
    LintRule{"NGINX_COPY_CHANGED", Warning, "the copy is not the request",
             "A copy with another method, body or without the client's headers hides what was sent."},
};
constexpr const LintRule& kNotInternal = kRules[0];
constexpr const LintRule& kPrefix = kRules[1];
constexpr const LintRule& kNotSent = kRules[2];
constexpr const LintRule& kAnswered = kRules[3];
constexpr const LintRule& kCached = kRules[4];
constexpr const LintRule& kChanged = kRules[5];

void checkReach(const NginxItem& location, std::vector<LintFinding>& findings) {
    const bool isWhole = location.child("include") == nullptr;
    if (location.child("internal") == nullptr && isWhole) {
        findings.push_back(findingOfMissing(kNotInternal, location, "internal", "internal;",
                                            nameOf(location) + " lacks internal"));
    }
    if (location.argument(0) != "=") {
        LintFinding finding =
            findingAt(kPrefix, location, nameOf(location) + " takes all addresses that begin so");
        replaceWith(finding, location, "location = " + location.arguments.back().text + " {");
        findings.push_back(std::move(finding));
    }
}

void checkSending(const NginxItem& location, std::vector<LintFinding>& findings) {
    const bool sends = std::ranges::any_of(location.children, [](const auto& item) {
        return item->name.ends_with("_pass") || item->is("include");
    });
    if (!sends) {
        findings.push_back(findingOfMissing(kNotSent, location, "proxy_pass",
                                            "proxy_pass http://127.0.0.1:8445$request_uri;",
                                            nameOf(location) + " has no proxy_pass"));
    }
    for (const auto& item : location.children) {
        if (item->is("return") || item->is("rewrite")) {
            LintFinding finding =
                findingAt(kAnswered, *item, "\"" + asText(*item) + "\" acts before proxy_pass");
            replaceWith(finding, *item, "");
            findings.push_back(std::move(finding));
        }
    }
    const NginxItem* cache = effective(location, "proxy_cache");
    if (cache != nullptr && cache->argument(0) != "off") {
        LintFinding finding =
            findingAt(kCached, *cache, "\"" + asText(*cache) + "\" holds in " + nameOf(location));
        finding.wanted = "proxy_cache off;";
        finding.fix.after = finding.wanted;
        findings.push_back(std::move(finding));
    }
}

void checkUnchanged(const NginxItem& location, std::vector<LintFinding>& findings) {
    for (const std::string_view name : {"proxy_method", "proxy_set_body", "proxy_pass_request_headers"}) {
        const NginxItem* item = effective(location, name);
        if (item == nullptr || item->argument(0) == "on") {
            continue;
        }
        LintFinding finding = findingAt(kChanged, *item, "\"" + asText(*item) + "\" changes the copies");
        replaceWith(finding, *item, "");
        findings.push_back(std::move(finding));
    }
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* location : setup.copyLocations()) {
        checkReach(*location, findings);
        checkSending(*location, findings);
        checkUnchanged(*location, findings);
    }
}

}  // namespace

const NginxRuleSet kNginxCopyLocationRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
