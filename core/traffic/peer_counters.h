// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/clock.h"

namespace mirrorscope::traffic {

/// Of what a connection began with: enough to know TLS, HTTP/2, PROXY and SSH by, and little to remember.
inline constexpr std::size_t kFirstBytes = 64;

/// Connections of one address that brought no request, counted since a listener's start. Plain value.
struct PeerCounters {
    std::string peer;              // "192.0.2.7", "2001:db8:0:1::/64", "::1"
    std::uint64_t notAllowed = 0;  // closed: not on the allow-list
    std::uint64_t overLimit = 0;   // closed: too many connections
    std::uint64_t empty = 0;       // ended without a byte that makes a row
    std::uint64_t unreadable = 0;  // began with bytes that are no request; they are stored as evidence
    std::string firstBytes{};      // of the last of these, at most kFirstBytes, as received
    base::WallTime firstSeen{};
    base::WallTime lastSeen{};

    std::uint64_t refused() const { return notAllowed + overLimit; }

    PeerCounters& operator+=(const PeerCounters& more) {
        notAllowed += more.notAllowed;
        overLimit += more.overLimit;
        empty += more.empty;
        unreadable += more.unreadable;
        if (!more.firstBytes.empty() && (firstBytes.empty() || more.lastSeen >= lastSeen)) {
            firstBytes = more.firstBytes;
        }
        firstSeen = firstSeen < more.firstSeen ? firstSeen : more.firstSeen;
        lastSeen = lastSeen > more.lastSeen ? lastSeen : more.lastSeen;
        return *this;
    }
};

/// How many addresses a listener remembers, the least recently seen goes first: whoever can make up addresses
/// must not take memory with them. The sums in ListenerCounters keep what is forgotten here.
inline constexpr std::size_t kMostPeers = 256;

}  // namespace mirrorscope::traffic
