// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/synthetic_marker.h"

#include "core/base/ip_network.h"

namespace mirrorscope::forwarding {

bool isSynthetic(const http::Head& head, std::string_view peer) {
    if (!head.has(kSyntheticHeader)) {
        return false;
    }
    static const auto kPeers = base::IpNetwork::parse(kSyntheticPeers);
    const auto address = base::parseAddress(peer);
    return address && kPeers && kPeers->contains(*address);
}

}  // namespace mirrorscope::forwarding
