// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/base/ip_network.h"
#include "core/traffic/peer_counters.h"

namespace mirrorscope::ui::arrivals {

/// What a peer did that brought no request, in words. Pure.

/// "refused 12 times: not on the allow-list; 3 connections without a request"
QString peerText(const traffic::PeerCounters& peer);
/// Of a peer that was refused because nobody allowed it: what would let it in. Peers of IPv6 are counted by
/// their /64.
std::optional<base::IpNetwork> allowable(const traffic::PeerCounters& peer);
/// Whether every address that the peer's text stands for is allowed already.
bool isAllowed(const traffic::PeerCounters& peer, const std::vector<base::IpNetwork>& allow);

}  // namespace mirrorscope::ui::arrivals
