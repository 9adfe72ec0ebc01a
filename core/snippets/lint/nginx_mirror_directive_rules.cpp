// SPDX-License-Identifier: Apache-2.0
// Which requests are copied, and to which location (ngx_http_mirror_module, phase PRECONTENT).
#include <algorithm>
#include <array>
#include <set>

#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"NGINX_NO_MIRROR", Warning, "nothing is mirrored",
             "Without the directive mirror nginx sends no copies; perhaps it stands in an included file."},
    LintRule{"NGINX_MIRROR_IN_IF", Error, "mirror inside if",
             "mirror is allowed in http, server and location only: nginx does not start with this."},
    LintRule{"NGINX_MIRROR_VARIABLE", Error, "a variable in mirror",
             "mirror takes a fixed address: nginx does not replace the variable but asks for its name."},
    LintRule{"NGINX_MIRROR_NO_LOCATION", Error, "mirror names a location that is not there",
             "The copy goes to whatever location takes this address, often the application itself, which "
             "then gets each request twice."},
    LintRule{"NGINX_MIRROR_HIDDEN", Note, "a mirror of an outer level is not used here",
             "mirror at a lower level hides those of the levels above; both are needed for two copies."},
    LintRule{"NGINX_RETURN_BEFORE_MIRROR", Warning, "requests are answered before they are copied",
             "return and redirecting rewrites answer in an earlier phase: such requests are never copied."},
    LintRule{"NGINX_REFUSED_BEFORE_MIRROR", Note, "refused requests are not copied",
             "Access rules and limits refuse in an earlier phase: what they refuse is never seen in the "
             "copies."},
};
constexpr const LintRule& kNoMirror = kRules[0];
constexpr const LintRule& kInIf = kRules[1];
constexpr const LintRule& kVariable = kRules[2];
constexpr const LintRule& kNoLocation = kRules[3];
constexpr const LintRule& kHidden = kRules[4];
constexpr const LintRule& kReturn = kRules[5];
constexpr const LintRule& kRefused = kRules[6];

void checkDirective(const NginxMirror& mirror, std::vector<LintFinding>& findings) {
    const NginxItem& item = *mirror.directive;
    const std::string target(item.argument(0));
    if (mirror.scope->is("if")) {
        LintFinding finding = findingAt(kInIf, item, "\"mirror " + target + "\" stands inside an if");
        replaceWith(finding, item, "");
        finding.wanted = "mirror in the location, and \"if (…) { return 204; }\" in the one it names";
        findings.push_back(std::move(finding));
    }
    if (target.find('$') != target.npos) {
        LintFinding finding =
            findingAt(kVariable, item, "\"mirror " + target + "\": the variable is not replaced");
        replaceWith(finding, item, "mirror /_mirrorscope;");
        findings.push_back(std::move(finding));
        return;
    }
    if (mirror.location == nullptr && mirror.isCertain) {
        findings.push_back(findingAt(kNoLocation, item, "no location for \"mirror " + target + "\" is here"));
        findings.back().wanted = "location = " + target + " { internal; … }";
        findings.back().fix.after = "location = " + target +
                                    " {\n    internal;\n    proxy_pass http://127.0.0.1:8445$request_uri;\n}";
    }
}

void checkHidden(const NginxMirror& mirror, std::vector<LintFinding>& findings) {
    if (mirror.scope->parent == nullptr) {
        return;
    }
    const auto above = effectiveAll(*mirror.scope->parent, "mirror");
    const auto here = mirror.scope->all("mirror");
    for (const NginxItem* outer : above) {
        const bool isRepeated = std::ranges::any_of(
            here, [&](const NginxItem* one) { return one->argument(0) == outer->argument(0); });
        if (here.front() != mirror.directive || isRepeated || outer->argument(0) == "off") {
            continue;
        }
        const std::string missing(outer->argument(0));
        LintFinding finding =
            findingAt(kHidden, *mirror.directive,
                      "\"mirror " + missing + "\" of line " + std::to_string(outer->place.line) +
                          " is not used in " + nameOf(*mirror.scope));
        finding.wanted = "mirror " + missing + ";";
        finding.fix.after = finding.wanted;
        findings.push_back(std::move(finding));
    }
}

bool isRedirect(const NginxItem& item) {
    const std::string_view flag = item.argument(2);
    const std::string_view target = item.argument(1);
    return item.is("rewrite") &&
           (flag == "redirect" || flag == "permanent" || target.starts_with("http://") ||
            target.starts_with("https://") || target.starts_with("$scheme"));
}

/// What may refuse a request: ngx_http_access, auth_basic, auth_request, auth_jwt, limit_req, limit_conn.
bool mayRefuse(const NginxItem& item) {
    constexpr std::array<std::string_view, 6> names{"deny",     "auth_basic", "auth_request",
                                                    "auth_jwt", "limit_req",  "limit_conn"};
    return std::ranges::find(names, item.name) != names.end() && item.argument(0) != "off";
}

/// Directives of one level that act on the requests of a mirrored scope before the mirror does.
void checkEarlierPhases(const NginxItem& level, std::vector<LintFinding>& findings) {
    for (const auto& item : level.children) {
        if (item->is("return") || isRedirect(*item)) {
            findings.push_back(
                findingAt(kReturn, *item,
                          "\"" + asText(*item) + "\" answers in " + nameOf(level) + " before the mirror"));
            findings.back().wanted = "the answer in a location without mirror, or behind a proxy_pass";
        } else if (mayRefuse(*item)) {
            findings.push_back(
                findingAt(kRefused, *item, "what \"" + asText(*item) + "\" refuses is not copied"));
        }
    }
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    std::set<const NginxItem*> scopes;
    std::set<const NginxItem*> levels;
    for (const NginxMirror& mirror : setup.mirrors()) {
        checkDirective(mirror, findings);
        if (scopes.insert(mirror.scope).second) {
            checkHidden(mirror, findings);
        }
        for (const NginxItem* level = mirror.scope; level != nullptr && !level->is("http");
             level = level->parent) {
            if (levels.insert(level).second) {
                checkEarlierPhases(*level, findings);
            }
        }
    }
    const bool mayBeElsewhere = std::ranges::any_of(setup.items(), [](const NginxItem* item) {
        return isUnreadInclude(*item) || item->is("set_real_ip_from");
    });
    if (setup.mirrors().empty() && !mayBeElsewhere) {
        LintFinding finding = findingOf(kNoMirror, 1, 1);
        finding.directive = "mirror";
        finding.message = "there is no mirror in this file";
        finding.wanted = "mirror /_mirrorscope;";
        finding.fix.after = finding.wanted;
        findings.push_back(std::move(finding));
    }
}

}  // namespace

const NginxRuleSet kNginxMirrorDirectiveRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
