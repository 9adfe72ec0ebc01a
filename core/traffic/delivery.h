// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::traffic {

/// One request on its way from the listener to the journal and the outcome on its way back. Shared by the
/// two; the state is the only part both touch while it is on the way.
class Delivery {
public:
    enum class State : std::uint8_t { Queued, Writing, Stored, Failed, Withdrawn };

    virtual ~Delivery() = default;

    /// Filled by the listener before offer(); read-only afterwards, but for the id, which the journal sets.
    MirroredRequest request;

    State state() const { return m_state.load(std::memory_order_acquire); }

    /// Listener, after its patience ended: true when it was still queued and will not be stored (answer 503,
    /// count refused). False when the journal has it: answer 503 as well, it will be stored with flag `late`.
    bool withdraw() { return moveFrom(State::Queued, State::Withdrawn); }
    /// The listener gave up waiting for a request that the journal is writing.
    void markLate() { m_late.store(true, std::memory_order_release); }
    bool isLate() const { return m_late.load(std::memory_order_acquire); }

    /// Journal only: takes it out of the queue; false when it was withdrawn.
    bool claim() { return moveFrom(State::Queued, State::Writing); }
    /// Listener's own work after settle(), called on the listener's thread by its DeliveryReceiver.
    virtual void answer() {}

    /// Journal only, after COMMIT or ROLLBACK.
    void settle(bool stored) {
        m_state.store(stored ? State::Stored : State::Failed, std::memory_order_release);
    }

private:
    bool moveFrom(State expected, State next) { return m_state.compare_exchange_strong(expected, next); }

    std::atomic<State> m_state{State::Queued};
    std::atomic<bool> m_late{false};
};

using DeliveryBatch = std::vector<std::shared_ptr<Delivery>>;

/// Where the listener hands over what it received. Implemented by storage/journal. Thread safe.
class RequestSink {
public:
    virtual ~RequestSink() = default;
    /// False at once when the queue is full (by bytes) or closed: the request is refused. Never blocks.
    virtual bool offer(std::shared_ptr<Delivery> delivery) = 0;
};

/// Told about outcomes, a committed batch at a time, on the journal's thread: return quickly, post elsewhere.
class DeliveryReceiver {
public:
    virtual ~DeliveryReceiver() = default;
    /// All of them are Stored (ids ascending and contiguous) or all are Failed.
    virtual void delivered(const std::shared_ptr<const DeliveryBatch>& batch) = 0;
};

}  // namespace mirrorscope::traffic
