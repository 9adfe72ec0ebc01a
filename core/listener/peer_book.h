// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <vector>

#include "core/base/ip_network.h"
#include "core/traffic/peer_counters.h"

namespace mirrorscope::listener {

/// Why a connection left no row.
enum class NoRow : std::uint8_t { NotAllowed, OverLimit, Empty };

/// The text under which a peer is counted. IPv6 by its /64, which is what one site gets: counted by address,
/// one machine would push everybody else out. Loopback and link-local addresses stand for themselves.
std::string peerKey(const base::IpAddress& peer);

/// Who connected without leaving a row, at most kMostPeers of them. Not thread safe: CounterBook locks.
class PeerBook {
public:
    void count(std::string_view key, NoRow why, base::WallTime now);
    /// The last seen first.
    std::vector<traffic::PeerCounters> snapshot() const { return {m_peers.begin(), m_peers.end()}; }

private:
    std::list<traffic::PeerCounters> m_peers;  // the last seen first
};

}  // namespace mirrorscope::listener
