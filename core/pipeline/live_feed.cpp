// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/live_feed.h"

namespace mirrorscope::pipeline {
namespace {

traffic::RequestRow arrivedRow(const traffic::MirroredRequest& request) {
    traffic::RequestRow row;
    row.id = request.id;
    row.time = request.receivedAt;
    row.listener = request.listener;
    row.peer = request.peer;
    row.peerPort = request.peerPort;
    row.form = request.form;
    row.method = request.method;
    row.target = request.target;
    row.version = request.version;
    row.flags = request.flags;
    row.headBytes = request.head.size();
    row.bodyBytes = request.bodyLength;
    row.duration = request.duration;
    row.bodyKept = request.bodyKept();
    row.bodyDigest = request.bodyDigest;
    row.reason = request.reason;
    row.offset = request.offset;
    return row;
}

}  // namespace

LiveFeed::LiveFeed(std::size_t capacity, std::uint64_t last, bool isWatched)
    : m_watched(isWatched), m_ring(capacity, last) {}

void LiveFeed::delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) {
    if (!isWatched() || batch->empty() || batch->front()->state() != traffic::Delivery::State::Stored) {
        return;
    }
    std::vector<std::shared_ptr<const api::LiveEvent>> events;
    events.reserve(batch->size());
    for (const auto& delivery : *batch) {
        events.push_back(
            std::make_shared<api::LiveEvent>(api::RequestArrived{arrivedRow(delivery->request)}));
    }
    push(std::move(events));
}

void LiveFeed::push(std::vector<std::shared_ptr<const api::LiveEvent>> events) {
    const std::lock_guard lock(m_mutex);
    for (auto& event : events) {
        m_ring.push(std::move(event));
    }
}

api::LiveBatch LiveFeed::since(std::uint64_t sequence) const {
    m_watched.store(true, std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    auto slice = m_ring.since(sequence);
    return {std::move(slice.items), slice.last, slice.missed};
}

std::uint64_t LiveFeed::last() const {
    const std::lock_guard lock(m_mutex);
    return m_ring.last();
}

}  // namespace mirrorscope::pipeline
