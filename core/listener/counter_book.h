// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "core/listener/mirror_listener.h"

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
    void connectionClosed(bool withoutRow) {
        const std::lock_guard lock(m_mutex);
        --m_counters.connections;
        m_counters.connectionsEmpty += withoutRow ? 1 : 0;
    }
    void connectionRefused() {
        const std::lock_guard lock(m_mutex);
        ++m_counters.connectionsRefused;
    }
    void incident() {
        const std::lock_guard lock(m_mutex);
        ++m_counters.incidents;
    }
    ListenerCounters snapshot() const {
        const std::lock_guard lock(m_mutex);
        return m_counters;
    }

private:
    mutable std::mutex m_mutex;
    ListenerCounters m_counters;
};

}  // namespace mirrorscope::listener
