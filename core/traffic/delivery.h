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

    State state() const { return static_cast<State>(m_word.load(std::memory_order_acquire) & ~kLate); }

    /// Listener, after its patience ended: true when it was still queued and will not be stored (answer 503,
    /// count refused). False when the journal has it: then it is late.
    bool withdraw() { return moveFrom(State::Queued, State::Withdrawn); }
    /// The listener gave up waiting for a request that the journal is writing: it answers 503, and the
    /// request will be stored with flag `late`. False when it is settled already: its outcome is on the way.
    bool markLate() {
        std::uint8_t word = m_word.load(std::memory_order_acquire);
        while (static_cast<State>(word & ~kLate) <= State::Writing) {
            if (m_word.compare_exchange_weak(word, static_cast<std::uint8_t>(word | kLate))) {
                return true;
            }
        }
        return false;
    }
    bool isLate() const { return (m_word.load(std::memory_order_acquire) & kLate) != 0; }

    /// Journal only: takes it out of the queue; false when it was withdrawn.
    bool claim() { return moveFrom(State::Queued, State::Writing); }
    /// Listener's own work after settle(), called on the listener's thread by its DeliveryReceiver.
    virtual void answer() {}

    /// Journal only, after COMMIT or ROLLBACK.
    void settle(bool stored) {
        const auto outcome = static_cast<std::uint8_t>(stored ? State::Stored : State::Failed);
        std::uint8_t word = m_word.load(std::memory_order_acquire);
        while (!m_word.compare_exchange_weak(word, static_cast<std::uint8_t>(outcome | (word & kLate)))) {
        }
    }

private:
    /// One word, so that a request is either late or settled in time, never half of both.
    static constexpr std::uint8_t kLate = 0x80;

    bool moveFrom(State expected, State next) {
        std::uint8_t word = m_word.load(std::memory_order_acquire);
        while (static_cast<State>(word & ~kLate) == expected) {
            const auto moved = static_cast<std::uint8_t>(static_cast<std::uint8_t>(next) | (word & kLate));
            if (m_word.compare_exchange_weak(word, moved)) {
                return true;
            }
        }
        return false;
    }

    std::atomic<std::uint8_t> m_word{static_cast<std::uint8_t>(State::Queued)};
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
