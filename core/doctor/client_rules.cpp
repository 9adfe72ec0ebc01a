// SPDX-License-Identifier: Apache-2.0
// Is the client's address there, and is it the client's? Conditions and figures: docs/findings.md.
#include <algorithm>
#include <array>
#include <chrono>
#include <set>

#include "core/base/byte_text.h"
#include "core/doctor/finding_rule.h"
#include "core/doctor/sign_share.h"

namespace mirrorscope::doctor {
namespace {

using traffic::FindingSeverity;
using traffic::SourceKind;

/// Place of X-Forwarded-For among the remembered headers.
constexpr std::size_t kForwardedFor = 0;

std::optional<Evidence> forwardedForMissing(const Window& window) {
    Evidence evidence;
    for (const Observation& one : window.requests) {
        if (!one.headers.test(kForwardedFor) && !one.has(Sign::HealthCheck)) {
            ++evidence.count;
            evidence.sample = one.request;
        }
    }
    if (evidence.count * 10 < window.requests.size() * 9) {
        return std::nullopt;
    }
    evidence.seen = "no X-Forwarded-For in " + countOf(evidence.count, window.requests.size());
    return evidence;
}

std::string forwardedForOf(const Observation& one) {
    return "X-Forwarded-For " + quote(one.values->forwardedFor);
}

/// A finding of its own says more of these.
bool isExplained(const Observation& one) {
    return one.has(Sign::OnlyTheProxy) || one.has(Sign::ProxyAsClient);
}

/// The list is there and nothing in it can be believed.
std::optional<Evidence> clientUnknown(const Window& window) {
    Evidence evidence;
    for (const Observation& one : window.requests) {
        if (one.has(Sign::ClientUnknown) && !isExplained(one) && one.headers.test(kForwardedFor)) {
            ++evidence.count;
            evidence.sample = one.request;
            evidence.seen = forwardedForOf(one);
        }
    }
    if (evidence.count == 0 || evidence.count * 10 < window.requests.size() * 9) {
        return std::nullopt;
    }
    evidence.seen +=
        " and no client in it that can be believed, in " + countOf(evidence.count, window.requests.size());
    return evidence;
}

std::optional<Evidence> onlyTheProxy(const Window& window) {
    return evidenceOfShare(window.requests, Sign::OnlyTheProxy, 90, [](const Observation& one) {
        return forwardedForOf(one) + ", which names only a proxy,";
    });
}

std::optional<Evidence> balancerAsClient(const Window& window) {
    return evidenceOfShare(window.requests, Sign::ProxyAsClient, 90, [](const Observation& one) {
        return "the trusted proxy " + quote(one.values->namedClient) + " as the client, with " +
               forwardedForOf(one) + ",";
    });
}

std::optional<Evidence> chainLost(const Window& window) {
    return evidenceOfShare(window.requests, Sign::ChainLost, 25, [](const Observation& one) {
        return forwardedForOf(one) + " alone, and the public X-Real-IP " + quote(one.values->realIp);
    });
}

std::optional<Evidence> forwardedForDuplicate(const Window& window) {
    return evidenceOfShare(window.requests, Sign::LastTwoEqual, 90, [](const Observation& one) {
        return forwardedForOf(one) + " with the same client twice at its end";
    });
}

std::optional<Evidence> forwardedForNotPlain(const Window& window) {
    auto evidence =
        evidenceOfShare(window.requests, Sign::ForwardedForUnclean, 5, [](const Observation& one) {
            return forwardedForOf(one) + " with a port or with an element that is no address";
        });
    return evidence
               ? evidence
               : evidenceOfShare(window.requests, Sign::ForwardedForTwice, 5, [](const Observation& one) {
                     return "two X-Forwarded-For lines, the first " + quote(one.values->forwardedFor) + ",";
                 });
}

std::optional<Evidence> contentNetwork(const Window& window) {
    return evidenceOfShare(window.requests, Sign::ClientElsewhere, 90, [](const Observation& one) {
        return "the client " + base::addressText(one.client) + ", but " + quote(one.values->networkClient) +
               " in CF-Connecting-IP or True-Client-IP,";
    });
}

/// Reserved addresses become clients only when a header of a stranger is believed.
std::optional<Evidence> trustTooWide(const Window& window) {
    Evidence evidence;
    std::set<std::string> addresses;
    for (const Observation& one : window.requests) {
        if (one.has(Sign::ClientReserved)) {
            ++evidence.count;
            evidence.sample = one.request;
            addresses.insert(base::addressText(one.client));
        }
    }
    if (evidence.count == 0) {
        return std::nullopt;
    }
    evidence.seen = "the client " + *addresses.begin() + ", which nobody can have, in " +
                    countOf(evidence.count, window.requests.size());
    return evidence;
}

/// A few private clients for all requests of an hour: a balancer rewrote the address on its way.
std::optional<Evidence> clientTranslated(const Window& window) {
    constexpr std::size_t kFewClients = 3;
    const auto newest = window.requests.back().at;
    if (newest - window.requests.front().at > std::chrono::hours(1)) {
        return std::nullopt;
    }
    std::set<base::IpAddress> clients;
    for (const Observation& one : window.requests) {
        if (!one.has(Sign::ClientPrivate)) {
            return std::nullopt;
        }
        clients.insert(one.client);
        if (clients.size() > kFewClients) {
            return std::nullopt;
        }
    }
    std::string names;
    for (const auto& client : clients) {
        names += (names.empty() ? "" : ", ") + base::addressText(client);
    }
    return Evidence{
        "only " + names + " as clients in " + std::to_string(window.requests.size()) + " requests of an hour",
        window.requests.size(), window.requests.back().request};
}

std::optional<Evidence> hopsMismatch(const Window& window) {
    auto evidence = evidenceOfShare(window.requests, Sign::ExternalElsewhere, 95,
                                    "x-envoy-external-address elsewhere in X-Forwarded-For than expected");
    if (!evidence) {
        return std::nullopt;
    }
    const auto position = window.requests.back().externalPosition;
    const bool constant = std::ranges::all_of(window.requests, [&](const Observation& one) {
        return !one.has(Sign::ExternalElsewhere) || one.externalPosition == position;
    });
    if (!constant || position < 2) {
        return std::nullopt;
    }
    evidence->seen = "x-envoy-external-address is element " + std::to_string(position) +
                     " from the right of X-Forwarded-For, " + std::to_string(position - 2) +
                     " trusted hops, in " + countOf(evidence->count, window.requests.size());
    return evidence;
}

constexpr std::array kRules{
    FindingRule{"XFF_MISSING", FindingSeverity::Error, 20, 40, 20,
                "at least 90 % without X-Forwarded-For; health checks do not count", forwardedForMissing},
    FindingRule{"CLIENT_UNKNOWN", FindingSeverity::Error, 20, 40, 20,
                "at least 90 % with X-Forwarded-For, and neither a client in it that can be believed nor a "
                "proxy alone",
                clientUnknown},
    FindingRule{
        "XFF_ONLY_PROXY", FindingSeverity::Error, 20, 40, 20,
        "in at least 90 % X-Forwarded-For names the proxy, its peer or a trusted balancer and nobody else",
        onlyTheProxy},
    FindingRule{"BALANCER_AS_CLIENT", FindingSeverity::Error, 20, 40, 20,
                "in at least 90 % the proxy names a trusted one as the client, and X-Forwarded-For another "
                "in front of it",
                balancerAsClient},
    FindingRule{"XFF_CHAIN_LOST", FindingSeverity::Error, 20, 40, 20,
                "in at least 25 % one private address in X-Forwarded-For while X-Real-IP is public",
                chainLost},
    FindingRule{"XFF_DUPLICATE", FindingSeverity::Warning, 20, 40, 20,
                "in at least 90 % the two last clients of X-Forwarded-For are the same",
                forwardedForDuplicate},
    FindingRule{"XFF_NOT_PLAIN_IP", FindingSeverity::Note, 20, 100, 100,
                "in at least 5 % an element with a port, one that is no address, or two lines",
                forwardedForNotPlain},
    FindingRule{"CLIENT_CDN", FindingSeverity::Warning, 20, 100, 20,
                "in at least 90 % CF-Connecting-IP or True-Client-IP names another client", contentNetwork},
    FindingRule{"TRUST_TOO_WIDE", FindingSeverity::Error, 20, 100, 100,
                "one request whose client is an address for documentation or otherwise reserved",
                trustTooWide},
    FindingRule{"CLIENT_SNAT", FindingSeverity::Warning, 200, 200, 200,
                "200 requests within an hour from at most three clients, all private", clientTranslated},
    FindingRule{"HOPS_MISMATCH", FindingSeverity::Error, 20, 40, 20,
                "in at least 95 % x-envoy-external-address stands at one other place of X-Forwarded-For",
                hopsMismatch},
};

}  // namespace

std::span<const FindingRule> clientRules() {
    return kRules;
}

}  // namespace mirrorscope::doctor
