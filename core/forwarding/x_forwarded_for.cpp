// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/client_strategy.h"

namespace mirrorscope::forwarding {

/// With trusted hops N the client is the N-th element before the last. Without, as nginx's realip module with
/// real_ip_recursive on (ngx_http_realip_module): from the right, skip addresses of trusted networks; the
/// first other one is the client, and when all are trusted the leftmost is. An element that is no address
/// ends the walk: nothing left of it can be believed.
std::optional<NamedClient> forwardedForClient(const ClientEvidence& evidence) {
    const auto& hops = evidence.hops.hops;
    if (evidence.trustedHops > 0) {
        if (hops.size() <= evidence.trustedHops) {
            return std::nullopt;
        }
        const ForwardedAddress& hop = hops[hops.size() - 1 - evidence.trustedHops];
        if (hop.form != ForwardedAddress::Form::Address) {
            return std::nullopt;
        }
        return NamedClient{hop.address, hop.port, kFromForwardedFor};
    }
    std::optional<NamedClient> client;
    for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
        if (hop->form != ForwardedAddress::Form::Address) {
            break;
        }
        client = NamedClient{hop->address, hop->port, kFromForwardedFor};
        if (evidence.trust.find(hop->address) == nullptr) {
            break;
        }
    }
    return client;
}

}  // namespace mirrorscope::forwarding
