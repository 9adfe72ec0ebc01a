// SPDX-License-Identifier: Apache-2.0
#include "core/storage/arrival_queue.h"

#include <utility>

namespace mirrorscope::storage {

bool ArrivalQueue::put(std::shared_ptr<traffic::Delivery> delivery) {
    const std::size_t weight = delivery->request.weight();
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool fits = m_bytes + weight <= m_limitBytes || m_waiting.empty();
        if (m_closed || !fits) {
            return false;
        }
        wasEmpty = m_waiting.empty();
        m_waiting.push_back(std::move(delivery));
        m_bytes += weight;
    }
    if (wasEmpty) {
        m_changed.notify_one();
    }
    return true;
}

traffic::DeliveryBatch ArrivalQueue::take(std::size_t rows, std::size_t bytes) {
    traffic::DeliveryBatch batch;
    {
        std::size_t taken = 0;
        const std::lock_guard lock(m_mutex);
        while (!m_waiting.empty() && batch.size() < rows) {
            const std::size_t weight = m_waiting.front()->request.weight();
            if (!batch.empty() && taken + weight > bytes) {
                break;
            }
            taken += weight;
            m_bytes -= weight;
            batch.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
        }
    }
    // Outside the lock: freeing a withdrawn body must not make put() wait.
    std::erase_if(batch, [](const auto& delivery) { return !delivery->claim(); });
    return batch;
}

void ArrivalQueue::wait(std::chrono::milliseconds time) {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, time, [this] { return !m_waiting.empty() || m_poked || m_closed; });
    m_poked = false;
}

void ArrivalQueue::poke() {
    {
        const std::lock_guard lock(m_mutex);
        m_poked = true;
    }
    m_changed.notify_one();
}

void ArrivalQueue::close() {
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_changed.notify_one();
}

bool ArrivalQueue::isOver() const {
    const std::lock_guard lock(m_mutex);
    return m_closed && m_waiting.empty();
}

bool ArrivalQueue::isEmpty() const {
    const std::lock_guard lock(m_mutex);
    return m_waiting.empty();
}

std::size_t ArrivalQueue::requests() const {
    const std::lock_guard lock(m_mutex);
    return m_waiting.size();
}

std::size_t ArrivalQueue::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

}  // namespace mirrorscope::storage
