// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_sink.h"

#include <new>
#include <utility>

namespace mirrorscope::test {

using traffic::Delivery;

namespace {

/// What was claimed before, and what waits and was not withdrawn.
template <typename Batch>
Batch claimAll(Batch& claimed, Batch& waiting) {
    Batch batch = std::exchange(claimed, {});
    for (auto& shipment : std::exchange(waiting, {})) {
        if (shipment->claim()) {
            batch.push_back(std::move(shipment));
        }
    }
    return batch;
}

}  // namespace

MemorySink::MemorySink() : m_thread([this] { run(); }) {}

MemorySink::~MemorySink() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void MemorySink::setMode(Mode mode) {
    {
        const std::lock_guard lock(m_mutex);
        m_mode = mode;
    }
    m_changed.notify_all();
}

template <typename Offered>
bool MemorySink::take(std::shared_ptr<Offered> offered, std::vector<std::shared_ptr<Offered>>& waiting,
                      std::vector<std::shared_ptr<Offered>>& claimed) {
    if (m_mode == Mode::Refuse) {
        return false;
    }
    if (m_mode == Mode::Throw) {
        throw std::bad_alloc();
    }
    if (m_mode == Mode::Begin && offered->claim()) {
        claimed.push_back(std::move(offered));
    } else {
        waiting.push_back(std::move(offered));
    }
    m_changed.notify_all();
    return true;
}

bool MemorySink::offer(std::shared_ptr<Delivery> delivery) {
    const std::lock_guard lock(m_mutex);
    ++m_offered;
    return take(std::move(delivery), m_waiting, m_claimed);
}

traffic::BodyKey MemorySink::newBody() {
    const std::lock_guard lock(m_mutex);
    return ++m_lastBody;
}

bool MemorySink::offerPart(std::shared_ptr<traffic::PartDelivery> part) {
    const std::lock_guard lock(m_mutex);
    ++m_offeredParts;
    return take(std::move(part), m_waitingParts, m_claimedParts);
}

void MemorySink::dropBody(traffic::BodyKey body) {
    const std::lock_guard lock(m_mutex);
    m_parts.erase(body);
}

std::size_t MemorySink::offeredParts() const {
    const std::lock_guard lock(m_mutex);
    return m_offeredParts;
}

std::vector<std::string> MemorySink::parts(traffic::BodyKey body) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_parts.find(body);
    return found != m_parts.end() ? found->second : std::vector<std::string>();
}

std::size_t MemorySink::bodies() const {
    const std::lock_guard lock(m_mutex);
    return m_parts.size();
}

std::vector<std::shared_ptr<Delivery>> MemorySink::stored() const {
    const std::lock_guard lock(m_mutex);
    return m_stored;
}

std::size_t MemorySink::offered() const {
    const std::lock_guard lock(m_mutex);
    return m_offered;
}

void MemorySink::run() {
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] {
            const bool work = !m_waiting.empty() || !m_claimed.empty() || !m_waitingParts.empty() ||
                              !m_claimedParts.empty();
            return m_stop || (work && settles());
        });
        if (m_stop) {
            return;
        }
        auto batch = claimAll(m_claimed, m_waiting);
        auto parts = claimAll(m_claimedParts, m_waitingParts);
        const Mode mode = m_mode;
        lock.unlock();
        settleParts(std::move(parts), mode);
        settle(std::move(batch), mode);
        lock.lock();
    }
}

void MemorySink::settleParts(traffic::PartBatch batch, Mode mode) {
    if (batch.empty()) {
        return;
    }
    for (const auto& part : batch) {
        if (mode == Mode::Store) {
            const std::lock_guard lock(m_mutex);
            m_parts[part->part.body].push_back(part->part.bytes);
        }
        part->settle(mode == Mode::Store);
    }
    m_receiver->partsDelivered(std::make_shared<const traffic::PartBatch>(std::move(batch)));
}

void MemorySink::settle(traffic::DeliveryBatch batch, Mode mode) {
    if (batch.empty()) {
        return;
    }
    for (const auto& delivery : batch) {
        delivery->settle(mode == Mode::Store);
    }
    if (mode == Mode::Store) {
        const std::lock_guard lock(m_mutex);
        for (const auto& delivery : batch) {
            delivery->request.id = static_cast<traffic::RequestId>(m_stored.size()) + 1;
            m_stored.push_back(delivery);
        }
    }
    m_receiver->delivered(std::make_shared<const traffic::DeliveryBatch>(std::move(batch)));
}

}  // namespace mirrorscope::test
