// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "core/listener/mirror_listener.h"
#include "core/listener/peer_book.h"

namespace mirrorscope::listener {

/// The counters of one listener. Every event moves a request from one place to another in one step, so that
/// any snapshot balances. Thread safe; outlives its listener while deliveries are under way.
class CounterBook {
public:
    void arrived(bool malformed) {
        const std::lock_guard lock(m_mutex);
        ++m_counters.received;
        ++m_counters.inFlight;
        m_counters.malformed += malformed ? 1 : 0;
    }
    void stored(bool late) {
        const std::lock_guard lock(m_mutex);
        --m_counters.inFlight;
        ++m_counters.stored;
        m_counters.late += late ? 1 : 0;
    }
    void refused() {
        const std::lock_guard lock(m_mutex);
        --m_counters.inFlight;
        ++m_counters.refused;
    }
    void connectionOpened() {
        const std::lock_guard lock(m_mutex);
        ++m_counters.connections;
    }
    void connectionClosed() {
        const std::lock_guard lock(m_mutex);
        --m_counters.connections;
    }
    /// Closed, and it left no row. Called by a destructor.
    void connectionClosedEmpty(const base::IpAddress& peer, base::WallTime now) noexcept {
        const std::lock_guard lock(m_mutex);
        --m_counters.connections;
        ++m_counters.connectionsEmpty;
        countPeer(peer, NoRow::Empty, now);
    }
    void connectionRefused(const base::IpAddress& peer, NoRow why, base::WallTime now) noexcept {
        const std::lock_guard lock(m_mutex);
        ++m_counters.connectionsRefused;
        countPeer(peer, why, now);
    }
    /// A connection began with something that is no request; it has its row.
    void connectionUnreadable(const base::IpAddress& peer, std::string_view firstBytes,
                              base::WallTime now) noexcept {
        const std::lock_guard lock(m_mutex);
        countPeer(peer, NoRow::Unreadable, now, firstBytes);
    }
    void incident() {
        const std::lock_guard lock(m_mutex);
        ++m_counters.incidents;
    }
    ListenerCounters snapshot() const {
        const std::lock_guard lock(m_mutex);
        return m_counters;
    }
    std::vector<traffic::PeerCounters> peers() const {
        const std::lock_guard lock(m_mutex);
        return m_peers.snapshot();
    }

private:
    /// Without memory for one more address the sums still count it.
    void countPeer(const base::IpAddress& peer, NoRow why, base::WallTime now,
                   std::string_view firstBytes = {}) noexcept {
        try {
            m_peers.count(peerKey(peer), why, now, firstBytes);
        } catch (const std::exception&) {
            ++m_counters.incidents;
        }
    }

    mutable std::mutex m_mutex;
    ListenerCounters m_counters;
    PeerBook m_peers;
};

}  // namespace mirrorscope::listener
