// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"

namespace mirrorscope::forwarding {

/// Traefik appends the address that connected as the last element. X-Real-Ip is its own only while it
/// trusts no proxy in front (forwardedHeaders.trustedIPs): with a list of one element they agree.
std::optional<NamedClient> traefikClient(const ClientEvidence& evidence) {
    const auto& hops = evidence.hops.hops;
    if (hops.empty()) {
        const auto realIp = base::parseAddress(evidence.head.value("X-Real-Ip").value_or(""));
        return realIp ? std::optional(NamedClient{*realIp, {}, "X-Real-Ip"}) : std::nullopt;
    }
    if (hops.size() <= evidence.trustedHops) {
        return std::nullopt;
    }
    const ForwardedAddress& hop = hops[hops.size() - 1 - evidence.trustedHops];
    if (hop.form != ForwardedAddress::Form::Address) {
        return std::nullopt;
    }
    return NamedClient{hop.address, hop.port, kFromForwardedFor};
}

}  // namespace mirrorscope::forwarding
