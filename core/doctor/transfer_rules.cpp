// SPDX-License-Identifier: Apache-2.0
// Do whole requests come, and how?
#include <algorithm>
#include <array>
#include <set>

#include "core/doctor/finding_rule.h"
#include "core/doctor/sign_share.h"

namespace mirrorscope::doctor {
namespace {

using traffic::FindingSeverity;

std::optional<Evidence> bodyOff(const Window& window) {
    constexpr std::uint64_t kEnough = 5;
    Evidence evidence;
    for (const Observation& one : window.requests) {
        if (one.has(Sign::BodyCame)) {
            return std::nullopt;
        }
        if (one.has(Sign::HeadOnly) || one.has(Sign::PostWithoutLength)) {
            ++evidence.count;
            evidence.sample = one.request;
        }
    }
    if (evidence.count < kEnough) {
        return std::nullopt;
    }
    evidence.seen = std::to_string(evidence.count) +
                    " requests that should have a body and none that has one in " +
                    std::to_string(window.requests.size());
    return evidence;
}

/// HTTP/1.0 ends its connection. Others open up to a pool of connections before they use one again.
std::optional<Evidence> connectionEach(const Window& window) {
    constexpr std::size_t kLargerThanPools = 128;
    std::set<std::uint16_t> ports;
    std::size_t old = 0;
    for (const Observation& one : window.requests) {
        ports.insert(one.peerPort);
        old += one.has(Sign::Http10) ? 1 : 0;
    }
    const std::size_t all = window.requests.size();
    const bool isOld = old == all;
    if (ports.size() + 1 < all || (!isOld && all < kLargerThanPools)) {
        return std::nullopt;
    }
    return Evidence{std::to_string(ports.size()) + " connections for " + std::to_string(all) + " requests" +
                        (isOld ? ", sent as HTTP/1.0" : ""),
                    all, window.requests.back().request};
}

/// Limits that programs have when nobody sets them: HAProxy's tune.bufsize less its headers (Lua), Google's
/// and others' 64 KiB, nginx's client_max_body_size, the wizard's limit for Traefik.
constexpr std::array<std::uint64_t, 4> kUsualLimits{64'213, 64U << 10U, 1U << 20U, 8U << 20U};

/// Many bodies close below a usual limit and none above it.
std::optional<Evidence> bodyCliff(const Window& window) {
    constexpr std::uint64_t kEnough = 10;
    std::uint64_t largest = 0;
    for (const Observation& one : window.requests) {
        largest = std::max(largest, one.bodyLength);
    }
    for (const std::uint64_t limit : kUsualLimits) {
        Evidence evidence;
        for (const Observation& one : window.requests) {
            if (one.bodyLength <= limit && one.bodyLength > limit - limit / 8) {
                ++evidence.count;
                evidence.sample = one.request;
            }
        }
        if (largest <= limit && evidence.count >= kEnough) {
            evidence.seen = std::to_string(evidence.count) + " bodies just below " + std::to_string(limit) +
                            " bytes and none above, the largest has " + std::to_string(largest);
            return evidence;
        }
    }
    return std::nullopt;
}

std::optional<Evidence> expectForwarded(const Window& window) {
    constexpr std::uint64_t kEnough = 3;
    auto evidence = evidenceOfShare(window.requests, Sign::ExpectContinue, 0, "Expect: 100-continue");
    return evidence && evidence->count >= kEnough ? evidence : std::nullopt;
}

std::optional<Evidence> proxyProtocol(const Window& window) {
    return evidenceOfShare(window.requests, Sign::ProxyProtocol, 50,
                           "the preamble of the PROXY protocol instead of a request");
}

std::optional<Evidence> healthChecks(const Window& window) {
    return evidenceOfShare(window.requests, Sign::HealthCheck, 20, [](const Observation& one) {
        return "the check's User-Agent " + quote(one.values->agent);
    });
}

constexpr std::array kRules{
    FindingRule{"MIRROR_BODY_OFF", FindingSeverity::Warning, 10, 40, 40,
                "5 requests that should have a body, and none that has one", bodyOff},
    FindingRule{"CONNECTION_PER_REQUEST", FindingSeverity::Warning, 20, kLongestWindow, kLongestWindow,
                "a connection for every one of 128 requests, or of 20 that are HTTP/1.0", connectionEach},
    FindingRule{"BODY_CLIFF", FindingSeverity::Warning, 20, kLongestWindow, kLongestWindow,
                "10 bodies less than an eighth below a usual limit (64,213 bytes, 64 KiB, 1 MiB, 8 MiB) and "
                "none above it",
                bodyCliff},
    FindingRule{"EXPECT_FORWARDED", FindingSeverity::Note, 20, 100, 100,
                "3 requests with Expect: 100-continue", expectForwarded},
    FindingRule{"PROXY_PROTOCOL", FindingSeverity::Error, 3, 20, 20,
                "at least 50 % begin with the preamble of the PROXY protocol", proxyProtocol},
    FindingRule{"HEALTH_CHECKS", FindingSeverity::Note, 50, 100, 100,
                "at least 20 % with the User-Agent of an orchestrator's or balancer's check", healthChecks},
};

}  // namespace

std::span<const FindingRule> transferRules() {
    return kRules;
}

}  // namespace mirrorscope::doctor
