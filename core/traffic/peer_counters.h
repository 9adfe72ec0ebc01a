// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/clock.h"

namespace mirrorscope::traffic {

/// Connections of one address that left no row, counted since a listener's start. Plain value.
struct PeerCounters {
    std::string peer;              // "192.0.2.7", "2001:db8:0:1::/64", "::1"
    std::uint64_t notAllowed = 0;  // closed: not on the allow-list
    std::uint64_t overLimit = 0;   // closed: too many connections
    std::uint64_t empty = 0;       // ended without a byte that makes a row
    base::WallTime firstSeen{};
    base::WallTime lastSeen{};

    std::uint64_t refused() const { return notAllowed + overLimit; }

    PeerCounters& operator+=(const PeerCounters& more) {
        notAllowed += more.notAllowed;
        overLimit += more.overLimit;
        empty += more.empty;
        firstSeen = firstSeen < more.firstSeen ? firstSeen : more.firstSeen;
        lastSeen = lastSeen > more.lastSeen ? lastSeen : more.lastSeen;
        return *this;
    }
};

/// How many addresses a listener remembers, the least recently seen goes first: whoever can make up addresses
/// must not take memory with them. The sums in ListenerCounters keep what is forgotten here.
inline constexpr std::size_t kMostPeers = 256;

}  // namespace mirrorscope::traffic
