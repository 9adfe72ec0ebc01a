// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/hop_walk.h"

namespace mirrorscope::forwarding {

std::optional<ForwardedAddress> clientHop(const ForwardedHops& list, const TrustRules& trust,
                                          std::size_t trustedHops) {
    const auto& hops = list.hops;
    if (trustedHops > 0) {
        if (hops.size() <= trustedHops) {
            return std::nullopt;
        }
        const ForwardedAddress& hop = hops[hops.size() - 1 - trustedHops];
        return hop.form == ForwardedAddress::Form::Address ? std::optional(hop) : std::nullopt;
    }
    std::optional<ForwardedAddress> client;
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        if (hop->form != ForwardedAddress::Form::Address) {
            break;
        }
        client = *hop;
        if (trust.find(hop->address) == nullptr) {
            break;
        }
    }
    return client;
}

}  // namespace mirrorscope::forwarding
