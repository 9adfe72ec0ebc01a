// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/committed_tail.h"

#include <algorithm>

namespace mirrorscope::pipeline {

using traffic::RequestId;

CommittedTail::CommittedTail(std::size_t bytes, RequestId lastStored, RequestId attributed)
    : m_limitBytes(bytes), m_lastStored(lastStored), m_lastAttributed(attributed) {}

void CommittedTail::delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) {
    if (batch->empty() || batch->front()->state() != traffic::Delivery::State::Stored) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& delivery : *batch) {
            m_entries.push_back({{delivery, &delivery->request}, nullptr});
            m_bytes += delivery->request.weight();
        }
        m_lastStored = m_entries.back().request->id;
        while (m_bytes > m_limitBytes && m_entries.size() > 1) {
            m_bytes -= m_entries.front().request->weight();
            m_entries.pop_front();
        }
    }
    m_changed.notify_all();
}

void CommittedTail::attach(const std::vector<std::shared_ptr<const traffic::RequestContext>>& contexts) {
    if (contexts.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        const RequestId first = m_lastStored - static_cast<RequestId>(m_entries.size()) + 1;
        for (const auto& context : contexts) {
            if (context->requestId >= first && context->requestId <= m_lastStored) {
                m_entries[static_cast<std::size_t>(context->requestId - first)].context = context;
            }
        }
        m_lastAttributed = std::max(m_lastAttributed, contexts.back()->requestId);
    }
    m_changed.notify_all();
}

void CommittedTail::resetAttributed(RequestId last) {
    const std::lock_guard lock(m_mutex);
    m_lastAttributed = last;
}

CommittedTail::Slice CommittedTail::read(RequestId after, RequestId upTo, std::size_t limit) const {
    Slice slice;
    const std::lock_guard lock(m_mutex);
    const RequestId first = m_lastStored - static_cast<RequestId>(m_entries.size()) + 1;
    slice.inMemory = after + 1 >= first;
    if (!slice.inMemory) {
        return slice;
    }
    const RequestId last = std::min({upTo, m_lastStored, after + static_cast<RequestId>(limit)});
    for (RequestId id = after + 1; id <= last; ++id) {
        slice.entries.push_back(m_entries[static_cast<std::size_t>(id - first)]);
    }
    return slice;
}

RequestId CommittedTail::lastStored() const {
    const std::lock_guard lock(m_mutex);
    return m_lastStored;
}

RequestId CommittedTail::lastAttributed() const {
    const std::lock_guard lock(m_mutex);
    return m_lastAttributed;
}

template <typename Condition>
bool CommittedTail::wait(const std::stop_token& stop, std::optional<Deadline> deadline,
                         const Condition& condition) const {
    std::unique_lock lock(m_mutex);
    const bool came = deadline ? m_changed.wait_until(lock, stop, *deadline, condition)
                               : m_changed.wait(lock, stop, condition);
    return came && !stop.stop_requested();
}

bool CommittedTail::waitStoredBeyond(RequestId after, const std::stop_token& stop,
                                     std::optional<Deadline> deadline) const {
    return wait(stop, deadline, [&] { return m_lastStored > after; });
}

bool CommittedTail::waitAttributedBeyond(RequestId after, const std::stop_token& stop,
                                         std::optional<Deadline> deadline) const {
    return wait(stop, deadline, [&] { return m_lastAttributed > after; });
}

}  // namespace mirrorscope::pipeline
