// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/claims.h"

#include <algorithm>
#include <array>

#include "core/forwarding/client_strategy.h"
#include "core/forwarding/mirror_marker.h"

namespace mirrorscope::forwarding {
namespace {

/// Headers with one address, by those who set them: our snippets, Envoy, nginx and Traefik, Cloudflare and
/// Akamai.
constexpr std::array<std::string_view, 5> kSingleAddressHeaders{
    kMarkerClient, "X-Envoy-External-Address", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"};

void add(Claims& claims, const ForwardedAddress& claim, std::string_view from) {
    claims.invalid = claims.invalid || claim.form == ForwardedAddress::Form::Invalid;
    if (claim.form != ForwardedAddress::Form::Address || claims.addresses.size() == kMostAlternatives) {
        return;
    }
    std::string text = base::addressText(claim.address);
    const bool known =
        std::ranges::any_of(claims.addresses, [&](const auto& other) { return other.address == text; });
    if (!known) {
        claims.addresses.push_back({std::move(text), std::string(from)});
    }
}

}  // namespace

Claims collectClaims(const http::Head& head, const ForwardedHops& forwardedFor) {
    Claims claims;
    for (const std::string_view name : kSingleAddressHeaders) {
        if (const auto value = head.value(name); value && !value->empty()) {
            add(claims, readForwardedAddress(*value), name);
        }
    }
    for (auto hop = forwardedFor.hops.rbegin(); hop != forwardedFor.hops.rend(); ++hop) {
        add(claims, *hop, kFromForwardedFor);
    }
    const ForwardedHops forwarded = readForwarded(head);
    for (auto hop = forwarded.hops.rbegin(); hop != forwarded.hops.rend(); ++hop) {
        add(claims, *hop, kFromForwarded);
    }
    return claims;
}

}  // namespace mirrorscope::forwarding
