// SPDX-License-Identifier: Apache-2.0
// Does the copy say what the client asked for: name, scheme, port?
#include <algorithm>
#include <array>
#include <set>

#include "core/base/byte_text.h"
#include "core/doctor/finding_rule.h"
#include "core/doctor/sign_share.h"

namespace mirrorscope::doctor {
namespace {

using traffic::FindingSeverity;

/// Place of X-Forwarded-Proto and X-Scheme among the remembered headers.
constexpr std::size_t kForwardedProto = 2;
constexpr std::size_t kScheme = 6;

std::string quotedHost(const Window& window) {
    return quote(window.requests.back().host);
}

std::optional<Evidence> upstreamName(const Window& window) {
    const auto& requests = window.requests;
    const bool constant = std::ranges::all_of(requests, [&](const Observation& one) {
        return one.has(Sign::HostWithoutDot) && one.host == requests.back().host;
    });
    if (!constant) {
        return std::nullopt;
    }
    return Evidence{
        "Host " + quotedHost(window) + " in all of " + std::to_string(requests.size()) + " requests",
        requests.size(), requests.back().request};
}

std::optional<Evidence> hostIsListener(const Window& window) {
    return evidenceOfShare(window.requests, Sign::HostIsListener, 90,
                           "Host " + quotedHost(window) + ", the listener's own address,");
}

std::optional<Evidence> shadowHost(const Window& window) {
    return evidenceOfShare(window.requests, Sign::HostShadow, 50, "Host " + quotedHost(window));
}

std::optional<Evidence> schemeLost(const Window& window) {
    Evidence evidence;
    for (const Observation& one : window.requests) {
        if (one.has(Sign::SchemeHttpOriginHttps)) {
            ++evidence.count;
            evidence.sample = one.request;
            evidence.seen = quote(one.values->page);
        }
    }
    constexpr std::uint64_t kEnough = 20;
    if (evidence.count < kEnough) {
        return std::nullopt;
    }
    evidence.seen = "scheme http while Origin or Referer is " + evidence.seen + " in " +
                    countOf(evidence.count, window.requests.size());
    return evidence;
}

std::optional<Evidence> schemeContradiction(const Window& window) {
    return evidenceOfShare(window.requests, Sign::SchemeContradiction, 50, [](const Observation& one) {
        return "X-Forwarded-Proto " + quote(one.values->forwardedProto) + " and X-Scheme " +
               quote(one.values->scheme);
    });
}

std::optional<Evidence> protoMissing(const Window& window) {
    Evidence evidence;
    for (const Observation& one : window.requests) {
        if (!one.headers.test(kForwardedProto) && !one.headers.test(kScheme)) {
            ++evidence.count;
            evidence.sample = one.request;
        }
    }
    if (evidence.count * 10 < window.requests.size() * 9) {
        return std::nullopt;
    }
    evidence.seen =
        "neither X-Forwarded-Proto nor X-Scheme in " + countOf(evidence.count, window.requests.size());
    return evidence;
}

/// A server has one port or a few, the client's end of a connection another each time.
std::optional<Evidence> ephemeralPort(const Window& window) {
    constexpr std::size_t kManyPorts = 8;
    std::set<std::uint16_t> ports;
    Evidence evidence;
    for (const Observation& one : window.requests) {
        if (one.forwardedPort) {
            ports.insert(*one.forwardedPort);
            ++evidence.count;
            evidence.sample = one.request;
        }
    }
    if (ports.size() < kManyPorts) {
        return std::nullopt;
    }
    evidence.seen = std::to_string(ports.size()) + " values of X-Forwarded-Port in " +
                    std::to_string(window.requests.size()) + " requests, from " +
                    std::to_string(*ports.begin()) + " to " + std::to_string(*ports.rbegin());
    return evidence;
}

constexpr std::array kRules{
    FindingRule{"HOST_UPSTREAM_NAME", FindingSeverity::Warning, 50, 50, 20,
                "50 requests with one Host that has no dot and is no address", upstreamName},
    FindingRule{"HOST_IS_LISTENER", FindingSeverity::Error, 20, 40, 20,
                "at least 90 % whose Host is an address with the port of one of our listeners",
                hostIsListener},
    FindingRule{"HOST_SHADOW", FindingSeverity::Note, 20, 40, 20,
                "at least 50 % whose Host ends with -shadow", shadowHost},
    FindingRule{"SCHEME_LOST", FindingSeverity::Warning, 20, 200, 200,
                "20 requests with scheme http whose Origin or same-host Referer says https", schemeLost},
    FindingRule{"SCHEME_CONTRADICTION", FindingSeverity::Warning, 20, 40, 20,
                "in at least 50 % X-Forwarded-Proto is not what X-Scheme says", schemeContradiction},
    FindingRule{"PROTO_MISSING", FindingSeverity::Warning, 20, 40, 20,
                "at least 90 % with neither X-Forwarded-Proto nor X-Scheme", protoMissing},
    FindingRule{"FORWARDED_PORT_EPHEMERAL", FindingSeverity::Warning, 20, 20, 20,
                "8 different values of X-Forwarded-Port", ephemeralPort},
};

}  // namespace

std::span<const FindingRule> hostAndSchemeRules() {
    return kRules;
}

}  // namespace mirrorscope::doctor
