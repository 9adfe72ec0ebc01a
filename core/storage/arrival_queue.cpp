// SPDX-License-Identifier: Apache-2.0
#include "core/storage/arrival_queue.h"

#include <utility>

namespace mirrorscope::storage {
namespace {

template <typename Item>
std::size_t weightOf(const Item& item) {
    return std::visit([](const auto& shipment) { return shipment->weight(); }, item);
}

template <typename Item>
bool isRequest(const Item& item) {
    return std::holds_alternative<std::shared_ptr<traffic::Delivery>>(item);
}

}  // namespace

bool ArrivalQueue::put(std::shared_ptr<traffic::Delivery> delivery) {
    return add(std::move(delivery));
}

bool ArrivalQueue::put(std::shared_ptr<traffic::PartDelivery> part) {
    return add(std::move(part));
}

bool ArrivalQueue::add(Item item) {
    const std::size_t weight = weightOf(item);
    bool wasEmpty = false;
    {
        const std::lock_guard lock(m_mutex);
        const bool fits = m_bytes + weight <= m_limitBytes || m_waiting.empty();
        if (m_closed || !fits) {
            return false;
        }
        wasEmpty = m_waiting.empty();
        m_requests += isRequest(item) ? 1 : 0;
        m_waiting.push_back(std::move(item));
        m_bytes += weight;
    }
    if (wasEmpty) {
        m_changed.notify_one();
    }
    return true;
}

Arrivals ArrivalQueue::take(std::size_t rows, std::size_t bytes) {
    std::vector<Item> taken;
    {
        std::size_t takenBytes = 0;
        const std::lock_guard lock(m_mutex);
        while (!m_waiting.empty() && taken.size() < rows) {
            const std::size_t weight = weightOf(m_waiting.front());
            if (!taken.empty() && takenBytes + weight > bytes) {
                break;
            }
            takenBytes += weight;
            m_bytes -= weight;
            m_requests -= isRequest(m_waiting.front()) ? 1 : 0;
            taken.push_back(std::move(m_waiting.front()));
            m_waiting.pop_front();
        }
    }
    // Outside the lock: freeing a withdrawn body must not make put() wait.
    Arrivals arrivals;
    for (Item& item : taken) {
        if (auto* part = std::get_if<std::shared_ptr<traffic::PartDelivery>>(&item)) {
            if ((*part)->claim()) {
                arrivals.parts.push_back(std::move(*part));
            }
            continue;
        }
        auto& delivery = std::get<std::shared_ptr<traffic::Delivery>>(item);
        if (delivery->claim()) {
            arrivals.requests.push_back(std::move(delivery));
        } else if (delivery->request.bodyParts != 0) {
            arrivals.abandoned.push_back(delivery->request.bodyParts);
        }
    }
    return arrivals;
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
    return m_requests;
}

std::size_t ArrivalQueue::bytes() const {
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

}  // namespace mirrorscope::storage
