// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mirrorscope::traffic {

/// Counted since a listener's start. received = stored + refused + inFlight at every moment. Plain value.
struct ListenerCounters {
    std::uint64_t received = 0;  // messages that make a row, malformed ones too
    std::uint64_t stored = 0;
    std::uint64_t refused = 0;  // answered 503: queue full, not stored in time, or the store failed
    std::uint64_t inFlight = 0;
    std::uint64_t late = 0;                // stored, but answered 503
    std::uint64_t malformed = 0;           // of received
    std::uint64_t connections = 0;         // open now
    std::uint64_t connectionsRefused = 0;  // over the limit or not on the allow-list
    std::uint64_t connectionsEmpty = 0;    // closed without a byte that makes a row
    std::uint64_t incidents = 0;           // connections that an internal failure ended

    ListenerCounters& operator+=(const ListenerCounters& more) {
        received += more.received;
        stored += more.stored;
        refused += more.refused;
        inFlight += more.inFlight;
        late += more.late;
        malformed += more.malformed;
        connections += more.connections;
        connectionsRefused += more.connectionsRefused;
        connectionsEmpty += more.connectionsEmpty;
        incidents += more.incidents;
        return *this;
    }
};

}  // namespace mirrorscope::traffic
