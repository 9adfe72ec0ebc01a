// SPDX-License-Identifier: Apache-2.0
// Headers of the copies whose value says something else than it seems, or what the client wants it to say.
#include <algorithm>
#include <array>

#include "core/base/byte_text.h"
#include "core/snippets/lint/nginx_rule_sets.h"

namespace mirrorscope::snippets::lint {
namespace {

using enum LintSeverity;

constexpr std::array kRules{
    LintRule{
        "NGINX_HOST_VALUE", Warning, "Host is not the one that was asked for",
        "All sites behind this nginx look like one: $proxy_host and fixed names say where the copy goes, "
        "not what the client wanted."},
    LintRule{"NGINX_CHAIN_LOST", Warning, "X-Forwarded-For throws the chain away",
             "Addresses that balancers in front put there are lost; behind realip $realip_remote_addr is the "
             "balancer, not the client."},
    LintRule{"NGINX_CHAIN_FORGEABLE", Warning, "X-Forwarded-For is what the client sent",
             "The address that really connected is not in it: any client can name any address."},
    LintRule{
        "NGINX_CHAIN_TWICE", Warning, "the client stands twice in X-Forwarded-For",
        "With realip $proxy_add_x_forwarded_for appends the client that the header already names, and the "
        "balancer is missing: append $realip_remote_addr."},
    LintRule{"NGINX_REAL_IP_VALUE", Warning, "X-Real-IP is not the client",
             "Only $remote_addr is the client that nginx vouches for, after realip; other values are the "
             "balancer or the client's own claim."},
    LintRule{"NGINX_PORT_EPHEMERAL", Warning, "X-Forwarded-Port is the client's source port",
             "It changes with every connection; applications expect the port that was asked for."},
    LintRule{
        "NGINX_SCHEME_FROM_CLIENT", Warning, "the scheme is what the client sent",
        "$http_x_forwarded_proto is empty for TLS that ends here, and any client can set it; a balancer's "
        "word needs a map that asks who sent it."},
    LintRule{
        "NGINX_MARKER_NOT_CLIENT", Warning, "X-Mirrorscope-Client is not the client",
        "The marker names the trusted client, the address alone; the peer belongs into X-Mirrorscope-Peer."},
    LintRule{"NGINX_ID_FROM_CLIENT", Note, "the request id is what the client sent",
             "Without an id from the client the copy has none, and a client that repeats one makes requests "
             "look like duplicates."},
};
constexpr const LintRule& kHost = kRules[0];
constexpr const LintRule& kChainLost = kRules[1];
constexpr const LintRule& kChainForgeable = kRules[2];
constexpr const LintRule& kChainTwice = kRules[3];
constexpr const LintRule& kRealIp = kRules[4];
constexpr const LintRule& kPort = kRules[5];
constexpr const LintRule& kScheme = kRules[6];
constexpr const LintRule& kMarker = kRules[7];
constexpr const LintRule& kId = kRules[8];

/// The location whose headers are looked at, and what is around it.
struct Place {
    const NginxSetup& setup;
    const NginxItem& location;
};

/// One value of a header that is looked at: which rule it breaks, and the value advised.
struct Verdict {
    const LintRule* rule = nullptr;
    std::string_view advised;
};

/// A variable of an unread include, Lua or a module, of which nothing is known here.
bool isUnknown(const Place& place, std::string_view value) {
    const auto names = variablesOf(value);
    return std::ranges::any_of(names, [&](const std::string& name) {
        constexpr std::array<std::string_view, 15> known{"$remote_addr",
                                                         "$remote_port",
                                                         "$realip_remote_addr",
                                                         "$realip_remote_port",
                                                         "$proxy_add_x_forwarded_for",
                                                         "$scheme",
                                                         "$host",
                                                         "$proxy_host",
                                                         "$server_name",
                                                         "$server_port",
                                                         "$proxy_port",
                                                         "$server_addr",
                                                         "$binary_remote_addr",
                                                         "$request_id",
                                                         "$hostname"};
        return std::ranges::find(known, name) == known.end() && !name.starts_with("$http_") &&
               !place.setup.defines(name);
    });
}

Verdict judgeHost(const Place& place, std::string_view value) {
    const bool isClients = place.setup.uses(value, "$http_host") || place.setup.uses(value, "$host");
    return isClients || isUnknown(place, value) ? Verdict{} : Verdict{&kHost, "$http_host"};
}

Verdict judgeChain(const Place& place, std::string_view value) {
    const bool appends = place.setup.uses(value, "$proxy_add_x_forwarded_for");
    const bool copies = place.setup.uses(value, "$http_x_forwarded_for");
    const std::string_view advised = chainValue(place.location);
    if (appends) {
        return NginxSetup::hasForwardedClient(place.location) ? Verdict{&kChainTwice, advised} : Verdict{};
    }
    if (copies) {
        const bool addsPeer =
            place.setup.uses(value, "$remote_addr") || place.setup.uses(value, "$realip_remote_addr");
        return addsPeer ? Verdict{} : Verdict{&kChainForgeable, advised};
    }
    return isUnknown(place, value) ? Verdict{} : Verdict{&kChainLost, advised};
}

Verdict judgeRealIp(const Place& place, std::string_view value) {
    const bool isClient = place.setup.uses(value, "$remote_addr");
    return isClient || isUnknown(place, value) ? Verdict{} : Verdict{&kRealIp, "$remote_addr"};
}

Verdict judgePort(const Place& place, std::string_view value) {
    const bool isSource =
        place.setup.uses(value, "$remote_port") || place.setup.uses(value, "$realip_remote_port");
    return isSource ? Verdict{&kPort, "$server_port"} : Verdict{};
}

Verdict judgeScheme(const Place& place, std::string_view value) {
    const bool isClaim = place.setup.uses(value, "$http_x_forwarded_proto");
    // A map that asks for the peer may believe the header.
    const bool isChecked =
        place.setup.uses(value, "$realip_remote_addr") || place.setup.uses(value, "$remote_addr");
    return isClaim && !isChecked ? Verdict{&kScheme, "$scheme"} : Verdict{};
}

Verdict judgeMarker(const Place& place, std::string_view value) {
    return value == "$remote_addr" || isUnknown(place, value) ? Verdict{} : Verdict{&kMarker, "$remote_addr"};
}

Verdict judgeId(const Place&, std::string_view value) {
    return value == "$http_x_request_id" ? Verdict{&kId, "$request_id"} : Verdict{};
}

struct Judged {
    std::string_view header;
    Verdict (*judge)(const Place& place, std::string_view value);
};
constexpr std::array kJudged{Judged{"Host", judgeHost},
                             Judged{"X-Forwarded-For", judgeChain},
                             Judged{"X-Real-IP", judgeRealIp},
                             Judged{"X-Forwarded-Port", judgePort},
                             Judged{"X-Forwarded-Proto", judgeScheme},
                             Judged{"X-Scheme", judgeScheme},
                             Judged{"X-Mirrorscope-Client", judgeMarker},
                             Judged{"X-Request-ID", judgeId}};

void check(const NginxSetup& setup, std::vector<LintFinding>& findings) {
    for (const NginxItem* location : setup.copyLocations()) {
        const Place place{setup, *location};
        for (const NginxItem* set : effectiveAll(*location, "proxy_set_header")) {
            for (const Judged& judged : kJudged) {
                if (!base::equalsIgnoreCase(set->argument(0), judged.header)) {
                    continue;
                }
                const Verdict verdict = judged.judge(place, set->argument(1));
                if (verdict.rule == nullptr) {
                    continue;
                }
                const std::string name(set->argument(0));
                LintFinding finding =
                    findingAt(*verdict.rule, *set, name + " is \"" + std::string(set->argument(1)) + "\"");
                replaceWith(finding, *set,
                            "proxy_set_header " + name + ' ' + std::string(verdict.advised) + ";");
                finding.seen = set->argument(1);
                findings.push_back(std::move(finding));
            }
        }
    }
}

}  // namespace

const NginxRuleSet kNginxHeaderValueRules{kRules, check};

}  // namespace mirrorscope::snippets::lint
