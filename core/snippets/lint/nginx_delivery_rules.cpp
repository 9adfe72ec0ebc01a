// SPDX-License-Identifier: Apache-2.0
// What a copy costs the client and the machine: waiting for the mirror, and connections to it.
#include <algorithm>
#include <array>

#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"NGINX_COPY_TIMEOUT", Error, "a mirror that hangs holds clients",
             "The next request on a client's connection waits until the copy is done or given up: 60 s by "
             "default (measured)."},
    LintRule{"NGINX_COPY_NO_KEEPALIVE", Warning, "a connection for every copy",
             "nginx keeps connections only to an upstream group, before 1.29.7 only to one with keepalive; "
             "without a group 200 requests opened 200 of them (measured, 1.22 and 1.31)."},
    LintRule{"NGINX_COPY_HTTP_1_0", Warning, "copies are sent as HTTP/1.0",
             "Before nginx 1.29.7 proxy_pass speaks HTTP/1.0, which closes after each copy: keepalive has no "
             "effect."},
    LintRule{
        "NGINX_COPY_CLOSES", Warning, "each copy asks for its connection to be closed",
        "nginx sends \"Connection: close\" unless the header is set to nothing: keepalive has no effect."},
};
constexpr const LintRule& kTimeout = kRules[0];
constexpr const LintRule& kNoKeepalive = kRules[1];
constexpr const LintRule& kOldVersion = kRules[2];
constexpr const LintRule& kCloses = kRules[3];

/// What a person does not notice; the hardened form has half of it.
constexpr std::uint64_t kLongestWait = 1000;

struct Timeout {
    std::string_view directive;
    std::string_view wanted;
};
constexpr std::array kTimeouts{Timeout{"proxy_connect_timeout", "200ms"},
                               Timeout{"proxy_send_timeout", "500ms"},
                               Timeout{"proxy_read_timeout", "500ms"}};

void checkTimeouts(const NginxItem& location, std::vector<LintFinding>& findings) {
    for (const Timeout& timeout : kTimeouts) {
        const std::string name(timeout.directive);
        const std::string wanted = name + " " + std::string(timeout.wanted) + ";";
        const NginxItem* set = effective(location, name);
        if (set == nullptr) {
            if (unreadInclude(location) == nullptr) {
                findings.push_back(findingOfMissing(kTimeout, location, name, wanted,
                                                    nameOf(location) + " has no " + name + ": 60 s"));
            }
            continue;
        }
        const auto wait = nginxTime(set->argument(0));
        if (!wait || *wait <= kLongestWait) {
            continue;
        }
        LintFinding finding = findingAt(kTimeout, *set, "\"" + asText(*set) + "\" holds for the copies");
        if (set->parent == &location) {
            replaceWith(finding, *set, wanted);
        } else {
            finding.wanted = wanted;
            finding.fix.after = wanted;
        }
        findings.push_back(std::move(finding));
    }
}

void checkReuse(const NginxItem& location, std::vector<LintFinding>& findings) {
    const bool isWhole = unreadInclude(location) == nullptr;
    const NginxItem* version = effective(location, "proxy_http_version");
    if (version == nullptr ? isWhole : version->argument(0) == "1.0") {
        findings.push_back(findingOfMissingOr(version, kOldVersion, location, "proxy_http_version",
                                              "proxy_http_version 1.1;",
                                              nameOf(location) + " does not set proxy_http_version 1.1"));
    }
    const NginxItem* connection = NginxSetup::header(location, "Connection");
    if (connection == nullptr ? isWhole : connection->argument(1) == "close") {
        findings.push_back(findingOfMissingOr(connection, kCloses, location, "proxy_set_header",
                                              "proxy_set_header Connection \"\";",
                                              nameOf(location) + " does not clear the header Connection"));
    }
}

/// The group goes in front of the server; in an included file that may be another place.
void checkGroup(const NginxItem& pass, const NginxDestination& to, std::vector<LintFinding>& findings) {
    LintFinding finding = findingAt(kNoKeepalive, pass, "\"" + asText(pass) + "\" goes to no upstream group");
    const std::string host = to.host.find(':') == to.host.npos ? to.host : '[' + to.host + ']';
    const std::string server = to.isSocket ? "unix:…" : host + ':' + std::to_string(to.port.value_or(8445));
    const std::string group = "upstream mirrorscope {\n    server " + server + ";\n    keepalive 32;\n}";
    replaceWith(finding, pass, group + "\nproxy_pass " + to.scheme + "://mirrorscope$request_uri;");
    finding.wanted = "an upstream group with keepalive, in http";
    findings.push_back(std::move(finding));
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* location : setup.copyLocations()) {
        const NginxItem* pass = location->child("proxy_pass");
        if (pass == nullptr) {
            continue;
        }
        checkTimeouts(*location, findings);
        const NginxDestination to = setup.destination(*pass);
        const bool mayBeElsewhere = to.hasVariableHost() || unreadInclude(*location) != nullptr;
        if (to.group != nullptr && to.group->child("keepalive") != nullptr) {
            checkReuse(*location, findings);
        } else if (to.group != nullptr && to.group->child("include") == nullptr) {
            findings.push_back(findingOfMissing(kNoKeepalive, *to.group, "keepalive", "keepalive 32;",
                                                nameOf(*to.group) + " has no keepalive"));
        } else if (to.group == nullptr && !mayBeElsewhere) {
            checkGroup(*pass, to, findings);
        }
    }
}

}  // namespace

const NginxRuleSet kNginxDeliveryRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
