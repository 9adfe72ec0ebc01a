// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "core/api/live_batch.h"
#include "core/base/bounded_ring.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::pipeline {

/// What just happened, for whoever watches: a bounded ring with sequence numbers. Costs nothing until
/// somebody asks for the first time. Thread safe.
class LiveFeed final : public traffic::DeliveryReceiver {
public:
    /// Sequence numbers go on behind `last`, those of a feed before it that somebody watched or not.
    explicit LiveFeed(std::size_t capacity, std::uint64_t last = 0, bool isWatched = false);

    void delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) override;
    void push(std::vector<std::shared_ptr<const api::LiveEvent>> events);
    bool isWatched() const { return m_watched.load(std::memory_order_relaxed); }

    api::LiveBatch since(std::uint64_t sequence) const;
    /// The number of the newest event.
    std::uint64_t last() const;

private:
    mutable std::atomic<bool> m_watched;
    mutable std::mutex m_mutex;
    base::BoundedRing<std::shared_ptr<const api::LiveEvent>> m_ring;
};

}  // namespace mirrorscope::pipeline
