// SPDX-License-Identifier: Apache-2.0
// Whom nginx believes about the client's address (ngx_http_realip_module, listen … proxy_protocol).
#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/byte_text.h"
#include "core/base/ip_network.h"
#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{"NGINX_TRUST_TOO_WIDE", Error, "everybody may name the client",
             "set_real_ip_from with so wide a range believes strangers: any client can choose its address."},
    LintRule{"NGINX_TRUST_NO_ADDRESS", Note, "a trusted name or socket",
             "Only addresses and ranges can be taken over as --trust; nginx looks a name up once, at start."},
    LintRule{"NGINX_TRUST_NO_HEADER", Warning, "no real_ip_header",
             "Without it realip reads X-Real-IP, which many balancers pass on as the client sent it."},
    LintRule{"NGINX_TRUST_NOBODY", Warning, "real_ip_header without set_real_ip_from",
             "No address is trusted, so the header is never read: the client is the balancer."},
    LintRule{"NGINX_TRUST_NOT_RECURSIVE", Note, "only the last address of the chain is read",
             "With several trusted proxies one behind another the client becomes the inner one; "
             "real_ip_recursive on goes on to the first that is not trusted."},
    LintRule{"NGINX_PROXY_PROTOCOL_UNUSED", Warning, "the address in the PROXY protocol is not used",
             "listen accepts the preamble, but without real_ip_header proxy_protocol the client is the "
             "balancer."},
};
constexpr const LintRule& kTooWide = kRules[0];
constexpr const LintRule& kNoAddress = kRules[1];
constexpr const LintRule& kNoHeader = kRules[2];
constexpr const LintRule& kNobody = kRules[3];
constexpr const LintRule& kNotRecursive = kRules[4];
constexpr const LintRule& kUnusedPreamble = kRules[5];

// No owner has more than 10.0.0.0/8 or fc00::/7 (RFC 1918, RFC 4193).
constexpr unsigned kWidestIpv4 = 8;
constexpr unsigned kWidestIpv6 = 7;

bool isTooWide(std::string_view network) {
    const std::size_t slash = network.find('/');
    unsigned length = 0;
    if (slash == network.npos) {
        return false;
    }
    const std::string_view digits = network.substr(slash + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), length);
    return length < (network.find(':') == network.npos ? kWidestIpv4 : kWidestIpv6);
}

void checkTrusted(const NginxItem& trusted, std::vector<LintFinding>& findings) {
    const std::string_view value = trusted.argument(0);
    if (!base::IpNetwork::parse(value)) {
        LintFinding finding = findingAt(kNoAddress, trusted, "\"" + std::string(value) + "\" is no address");
        finding.wanted = "an address or a range";
        findings.push_back(std::move(finding));
    } else if (isTooWide(value)) {
        LintFinding finding = findingAt(kTooWide, trusted, "\"" + std::string(value) + "\" is trusted");
        finding.wanted = "the addresses of your balancers";
        finding.fix.before = asText(trusted);
        findings.push_back(std::move(finding));
    }
}

/// One level with set_real_ip_from: the header and the recursion that hold there.
void checkLevel(const NginxItem& level, std::vector<LintFinding>& findings) {
    const auto trusted = level.all("set_real_ip_from");
    const NginxItem* header = effective(level, "real_ip_header");
    if (header == nullptr && unreadInclude(level) == nullptr) {
        LintFinding finding =
            findingAt(kNoHeader, *trusted.front(), nameOf(level) + " trusts addresses but names no header");
        finding.directive = "real_ip_header";
        finding.seen.clear();
        finding.wanted = "real_ip_header X-Forwarded-For;";
        finding.fix.after = finding.wanted;
        findings.push_back(std::move(finding));
    }
    const NginxItem* recursive = effective(level, "real_ip_recursive");
    const bool isChain = header != nullptr && base::equalsIgnoreCase(header->argument(0), "X-Forwarded-For");
    if (isChain && trusted.size() > 1 && (recursive == nullptr || recursive->argument(0) != "on") &&
        unreadInclude(level) == nullptr) {
        LintFinding finding =
            findingAt(kNotRecursive, *header,
                      std::to_string(trusted.size()) + " trusted ranges, and real_ip_recursive is off");
        finding.directive = "real_ip_recursive";
        finding.seen = recursive == nullptr ? "" : std::string(recursive->argument(0));
        finding.wanted = "real_ip_recursive on;";
        finding.fix = {recursive == nullptr ? "" : asText(*recursive), finding.wanted};
        findings.push_back(std::move(finding));
    }
}

void checkPreamble(const NginxItem& listen, std::vector<LintFinding>& findings) {
    const bool accepts = std::ranges::any_of(
        listen.arguments, [](const NginxWord& word) { return word.text == "proxy_protocol"; });
    const NginxItem* header = effective(*listen.parent, "real_ip_header");
    if (!accepts || (header != nullptr && header->argument(0) == "proxy_protocol") ||
        listen.enclosing("stream") != nullptr || unreadInclude(*listen.parent) != nullptr) {
        return;
    }
    LintFinding finding = findingAt(kUnusedPreamble, listen,
                                    "\"" + asText(listen) + "\" without real_ip_header proxy_protocol");
    finding.wanted = "real_ip_header proxy_protocol;";
    finding.fix.after = "set_real_ip_from 192.0.2.1;  # your balancer\nreal_ip_header proxy_protocol;";
    findings.push_back(std::move(finding));
}

bool isInside(const NginxItem& item, const NginxItem& block) {
    const NginxItem* at = item.parent;
    while (at != nullptr && at != &block) {
        at = at->parent;
    }
    return at != nullptr;
}

/// True when some address is trusted at its level, around it or below.
bool isUsed(const NginxSetup& setup, const NginxItem& header) {
    return unreadInclude(header) != nullptr || std::ranges::any_of(setup.items(), [&](const NginxItem* item) {
               return (item->is("set_real_ip_from") || item->is("include")) &&
                      (isInside(*item, *header.parent) || isInside(header, *item->parent));
           });
}

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    const NginxItem* last = nullptr;
    for (const NginxItem* item : setup.items()) {
        if (item->is("listen")) {
            checkPreamble(*item, findings);
        } else if (item->is("set_real_ip_from")) {
            checkTrusted(*item, findings);
            if (item->parent != last) {
                checkLevel(*item->parent, findings);
                last = item->parent;
            }
        } else if (item->is("real_ip_header") && !isUsed(setup, *item)) {
            LintFinding finding =
                findingAt(kNobody, *item, "\"" + asText(*item) + "\" and no set_real_ip_from");
            finding.wanted = "set_real_ip_from with the addresses of your balancers";
            findings.push_back(std::move(finding));
        }
    }
}

}  // namespace

const NginxRuleSet kNginxRealIpRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
