// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/api/mirror_service.h"

namespace mirrorscope::api {

void ListenerStatus::addPeers(const std::vector<traffic::PeerCounters>& more) {
    for (const traffic::PeerCounters& one : more) {
        const auto same = std::ranges::find(peers, one.peer, &traffic::PeerCounters::peer);
        if (same == peers.end()) {
            peers.push_back(one);
        } else {
            *same += one;
        }
    }
    std::ranges::stable_sort(peers, std::ranges::greater{}, &traffic::PeerCounters::lastSeen);
    peers.resize(std::min(peers.size(), traffic::kMostPeers));
}

traffic::ListenerCounters ServiceStatus::totals() const {
    traffic::ListenerCounters sum;
    for (const ListenerStatus& listener : listeners) {
        sum += listener;
    }
    return sum;
}

}  // namespace mirrorscope::api
