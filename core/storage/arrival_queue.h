// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <variant>
#include <vector>

#include "core/traffic/delivery.h"

namespace mirrorscope::storage {

/// What one transaction takes.
struct Arrivals {
    traffic::DeliveryBatch requests;
    traffic::PartBatch parts;                 // of these requests or of later ones
    std::vector<traffic::BodyKey> abandoned;  // bodies of requests that were withdrawn

    bool isEmpty() const { return requests.empty() && parts.empty(); }
};

/// Requests and parts of bodies that wait for the disk, bounded by bytes, in one order. Any thread puts in,
/// the journal's takes out.
class ArrivalQueue {
public:
    explicit ArrivalQueue(std::size_t limitBytes) : m_limitBytes(limitBytes) {}

    /// False when it does not fit or the queue is closed. A single one always fits an empty queue.
    bool put(std::shared_ptr<traffic::Delivery> delivery);
    bool put(std::shared_ptr<traffic::PartDelivery> part);

    /// Claims what waits, at most so much (at least one, whatever its size). Those withdrawn meanwhile are
    /// dropped, so that it may be empty while more waits.
    Arrivals take(std::size_t rows, std::size_t bytes);

    /// Blocks until something waits, poke() was called, the time is over or the queue is closed.
    void wait(std::chrono::milliseconds time);
    void poke();
    void close();

    /// Closed and empty: nothing will ever come again.
    bool isOver() const;
    bool isEmpty() const;
    std::size_t requests() const;
    std::size_t bytes() const;
    std::size_t limitBytes() const { return m_limitBytes; }

private:
    using Item = std::variant<std::shared_ptr<traffic::Delivery>, std::shared_ptr<traffic::PartDelivery>>;
    bool add(Item item);

    const std::size_t m_limitBytes;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Item> m_waiting;
    std::size_t m_requests = 0;
    std::size_t m_bytes = 0;
    bool m_poked = false;
    bool m_closed = false;
};

}  // namespace mirrorscope::storage
