// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/forwarding/forwarded_hops.h"
#include "core/forwarding/mirror_marker.h"
#include "core/http/head.h"
#include "core/traffic/source.h"

namespace mirrorscope::forwarding {

/// What kind of proxy wrote a head, by which rule, how sure. Headers alone are a first guess: clients can
/// send look-alikes; pins (TrustRule, SourceRegistry) decide over it.
struct Identification {
    traffic::SourceKind kind = traffic::SourceKind::Unknown;
    std::string_view rule = "none";
    int confidence = 0;    // 0 to 100
    std::string instance;  // tells proxies of one peer apart; empty: the socket peer does
    std::string version;
};

/// A header rule: who it is when the head looks like that.
struct IdentificationRule {
    std::string_view name;
    int confidence;
    std::optional<traffic::SourceKind> (*kindOf)(const http::Head& head);
};

/// In the order in which they are tried; the first that answers wins.
std::span<const IdentificationRule> identificationRules();

/// The kind is known from elsewhere, by that rule; then only version and, unless it is given, instance come
/// from the head.
struct KnownKind {
    traffic::SourceKind kind = traffic::SourceKind::Unknown;
    std::string_view rule;
    std::string instance;
    int confidence = 100;
};
Identification identify(const http::Head& head, const ForwardedHops& hops,
                        const std::optional<KnownKind>& known);

/// The kind was read from the head, not told from elsewhere.
bool isHeaderRule(std::string_view rule);

/// Some rule of at least that confidence says this kind, whatever the others say.
bool looksLike(const http::Head& head, traffic::SourceKind kind, int confidence);

/// Names of rules that others decide by.
inline constexpr std::string_view kRuleListener = "listener";
inline constexpr std::string_view kRuleToken = "token";
inline constexpr std::string_view kRuleMarker = "marker";
inline constexpr std::string_view kRulePinned = "pinned";
inline constexpr std::string_view kRuleSourcePin = "source-pin";
inline constexpr std::string_view kRuleServerAddress = "x-server-addr";
inline constexpr std::string_view kRuleHttp10Close = "http10-close";

}  // namespace mirrorscope::forwarding
