// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "core/traffic/mirrored_request.h"

namespace mirrorscope::traffic {

/// Something on its way from the listener to the journal and the outcome on its way back. Shared by the two;
/// the state is the only part both touch while it is on the way.
class Shipment {
public:
    enum class State : std::uint8_t { Queued, Writing, Stored, Failed, Withdrawn };

    virtual ~Shipment() = default;

    /// What it costs in a queue, in bytes.
    virtual std::size_t weight() const = 0;

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

/// A request under way.
class Delivery : public Shipment {
public:
    /// Filled by the listener before offer(); read-only afterwards, but for the id, which the journal sets.
    MirroredRequest request;

    std::size_t weight() const override { return request.weight(); }
};

/// A part of a large body under way, ahead of its request.
class PartDelivery : public Shipment {
public:
    /// Filled by the listener before offer(); read-only afterwards.
    BodyPart part;

    std::size_t weight() const override { return sizeof(PartDelivery) + part.bytes.size(); }
};

using DeliveryBatch = std::vector<std::shared_ptr<Delivery>>;
using PartBatch = std::vector<std::shared_ptr<PartDelivery>>;

/// Where the listener hands over what it received. Implemented by storage/journal. Thread safe.
class RequestSink {
public:
    virtual ~RequestSink() = default;
    /// False at once when the queue is full (by bytes) or closed: the request is refused. Never blocks.
    virtual bool offer(std::shared_ptr<Delivery> delivery) = 0;

    /// The key of a new body in parts, never given before in this session.
    virtual BodyKey newBody() = 0;
    /// As offer(). Parts are offered in order and before their request; they share its queue.
    virtual bool offerPart(std::shared_ptr<PartDelivery> part) = 0;
    /// A request of this listener got 503 without having been taken, or was withdrawn.
    virtual void refused(const std::string& /*listener*/) {}
    /// No request will take this body: its parts are deleted when there is time. Parts of it that are still
    /// queued are withdrawn before this.
    virtual void dropBody(BodyKey body) = 0;
};

/// Told about outcomes, a committed batch at a time, on the journal's thread: return quickly, post elsewhere.
class DeliveryReceiver {
public:
    virtual ~DeliveryReceiver() = default;
    /// All of them are Stored (ids ascending and contiguous) or all are Failed.
    virtual void delivered(const std::shared_ptr<const DeliveryBatch>& batch) = 0;
    /// Parts of bodies, settled each by itself. Only who sent them cares.
    virtual void partsDelivered(const std::shared_ptr<const PartBatch>& /*batch*/) {}
};

}  // namespace mirrorscope::traffic
