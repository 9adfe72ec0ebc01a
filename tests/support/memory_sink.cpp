// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_sink.h"

#include <new>
#include <utility>

namespace mirrorscope::test {

using traffic::Delivery;

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

bool MemorySink::offer(std::shared_ptr<Delivery> delivery) {
    {
        const std::lock_guard lock(m_mutex);
        ++m_offered;
        if (m_mode == Mode::Refuse) {
            return false;
        }
        if (m_mode == Mode::Throw) {
            throw std::bad_alloc();
        }
        if (m_mode == Mode::Begin && delivery->claim()) {
            m_claimed.push_back(std::move(delivery));
        } else {
            m_waiting.push_back(std::move(delivery));
        }
    }
    m_changed.notify_all();
    return true;
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
            const bool work = !m_waiting.empty() || !m_claimed.empty();
            return m_stop || (work && settles());
        });
        if (m_stop) {
            return;
        }
        auto batch = std::exchange(m_claimed, {});
        for (auto& delivery : std::exchange(m_waiting, {})) {
            if (delivery->claim()) {
                batch.push_back(std::move(delivery));
            }
        }
        const Mode mode = m_mode;
        lock.unlock();
        settle(std::move(batch), mode);
        lock.lock();
    }
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
