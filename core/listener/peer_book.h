// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <vector>

#include "core/base/ip_network.h"
#include "core/traffic/peer_counters.h"

namespace mirrorscope::listener {

/// Why a connection brought no request. Unreadable: what it began with is a row, but of another protocol.
enum class NoRow : std::uint8_t { NotAllowed, OverLimit, Empty, Unreadable };

/// The text under which a peer is counted. IPv6 by its /64, which is what one site gets: counted by address,
/// one machine would push everybody else out. Loopback and link-local addresses stand for themselves.
std::string peerKey(const base::IpAddress& peer);

/// Who connected without bringing a request, at most kMostPeers of them. Not thread safe: CounterBook locks.
class PeerBook {
public:
    /// `firstBytes`: what an unreadable one began with; traffic::kFirstBytes of it are kept.
    void count(std::string_view key, NoRow why, base::WallTime now, std::string_view firstBytes = {});
    /// The last seen first.
    std::vector<traffic::PeerCounters> snapshot() const { return {m_peers.begin(), m_peers.end()}; }

private:
    std::list<traffic::PeerCounters> m_peers;  // the last seen first
};

}  // namespace mirrorscope::listener
