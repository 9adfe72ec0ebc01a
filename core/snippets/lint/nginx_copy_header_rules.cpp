// SPDX-License-Identifier: Apache-2.0
// Which headers the copies lack: never set, or set at an outer level that no longer counts.
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/byte_text.h"
#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"NGINX_HEADER_MISSING", Warning, "a header that names the request's origin is missing",
             "The listener sees only nginx: without this header the host, the client, the scheme or the "
             "request's id is lost, or is what the client wrote into it."},
    LintRule{"NGINX_HEADER_ADVISED", Note, "a helpful header is missing",
             "It is not needed to tell the client, but says where the client connected, or is where "
             "applications look; unset, a client can send its own."},
    LintRule{"NGINX_HEADERS_NOT_INHERITED", Warning, "headers of an outer level are dropped",
             "nginx inherits proxy_set_header only where a location has none of its own: one line here drops "
             "all of those above."},
};
constexpr const LintRule& kMissing = kRules[0];
constexpr const LintRule& kAdvised = kRules[1];
constexpr const LintRule& kDropped = kRules[2];

struct Wanted {
    const LintRule& rule;
    std::string_view name;
    std::string_view value;
};
constexpr std::array kWanted{
    Wanted{kMissing, "Host", "$http_host"},
    Wanted{kMissing, "X-Forwarded-For", "$proxy_add_x_forwarded_for"},
    Wanted{kMissing, "X-Real-IP", "$remote_addr"},
    Wanted{kMissing, "X-Forwarded-Proto", "$scheme"},
    Wanted{kMissing, "X-Request-ID", "$request_id"},
    Wanted{kAdvised, "X-Forwarded-Host", "$http_host"},
    Wanted{kAdvised, "X-Forwarded-Port", "$server_port"},
    Wanted{kAdvised, "X-SERVER-ADDR", "$server_addr"},
    Wanted{kAdvised, "X-SERVER-PORT", "$server_port"},
    Wanted{kAdvised, "X-Mirrorscope-Client", "$remote_addr"},
};

/// Set at an outer level, which headers of its own hide: that is another finding.
bool isDropped(const NginxItem& location, std::string_view name) {
    return location.parent != nullptr && NginxSetup::header(*location.parent, name) != nullptr;
}

void checkMissing(const NginxItem& location, std::vector<LintFinding>& findings) {
    for (const Wanted& wanted : kWanted) {
        if (NginxSetup::header(location, wanted.name) != nullptr || isDropped(location, wanted.name)) {
            continue;
        }
        const std::string name(wanted.name);
        std::string line = "proxy_set_header " + name + ' ';
        line += name == "X-Forwarded-For" ? chainValue(location) : wanted.value;
        line += ';';
        findings.push_back(findingOfMissing(wanted.rule, location, "proxy_set_header", std::move(line),
                                            nameOf(location) + " does not set " + name));
    }
}

void checkInheritance(const NginxItem& location, std::vector<LintFinding>& findings) {
    const auto own = location.all("proxy_set_header");
    if (own.empty() || location.parent == nullptr) {
        return;
    }
    std::string names;
    std::string lines;
    for (const NginxItem* outer : effectiveAll(*location.parent, "proxy_set_header")) {
        const bool isRepeated = std::ranges::any_of(own, [&](const NginxItem* one) {
            return base::equalsIgnoreCase(one->argument(0), outer->argument(0));
        });
        if (!isRepeated) {
            names += (names.empty() ? "" : ", ") + std::string(outer->argument(0));
            lines += (lines.empty() ? "" : "\n") + asText(*outer);
        }
    }
    if (names.empty()) {
        return;
    }
    LintFinding finding =
        findingAt(kDropped, *own.front(), nameOf(location) + " sets headers of its own and drops " + names);
    finding.seen = names;
    finding.wanted = "the dropped lines repeated here";
    finding.fix.after = std::move(lines);
    findings.push_back(std::move(finding));
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* location : setup.copyLocations()) {
        if (location->child("proxy_pass") == nullptr) {
            continue;
        }
        if (unreadInclude(*location) == nullptr) {
            checkMissing(*location, findings);
        }
        checkInheritance(*location, findings);
    }
}

}  // namespace

const NginxRuleSet kNginxCopyHeaderRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
