// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"
#include "core/forwarding/hop_walk.h"

namespace mirrorscope::forwarding {

/// Forwarded (RFC 7239) where the sender writes no X-Forwarded-For; with both, the older one is what such
/// senders complete, and a Forwarded beside it may be the client's own.
std::optional<NamedClient> standardClient(const ClientEvidence& evidence) {
    if (evidence.head.has(kFromForwardedFor)) {
        return forwardedForClient(evidence);
    }
    const auto hop = clientHop(readForwarded(evidence.head), evidence.trust, evidence.trustedHops);
    return hop ? std::optional(NamedClient{hop->address, hop->port, kFromForwarded}) : std::nullopt;
}

}  // namespace mirrorscope::forwarding
