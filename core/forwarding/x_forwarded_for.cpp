// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/hop_walk.h"

namespace mirrorscope::forwarding {

std::optional<NamedClient> forwardedForClient(const ClientEvidence& evidence) {
    const auto hop = clientHop(evidence.hops, evidence.trust, evidence.trustedHops);
    return hop ? std::optional(NamedClient{hop->address, hop->port, kFromForwardedFor}) : std::nullopt;
}

}  // namespace mirrorscope::forwarding
