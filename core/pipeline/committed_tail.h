// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/traffic/analysis.h"
#include "core/traffic/delivery.h"

namespace mirrorscope::pipeline {

/// The newest committed requests in memory, for followers that keep up; who falls behind reads the store.
/// Bounded by bytes. Filled on the journal's thread, read on any.
class CommittedTail final : public traffic::DeliveryReceiver {
public:
    /// `lastStored` and `attributed`: where the session stood when it was opened.
    CommittedTail(std::size_t bytes, traffic::RequestId lastStored, traffic::RequestId attributed);

    void delivered(const std::shared_ptr<const traffic::DeliveryBatch>& batch) override;

    /// Adds what attribution found out, for consecutive ids.
    void attach(const std::vector<std::shared_ptr<const traffic::RequestContext>>& contexts);

    /// Attribution begins again behind `last`. Nobody may wait for it meanwhile: followers are made anew.
    void resetAttributed(traffic::RequestId last);

    struct Slice {
        std::vector<traffic::StoredRequest> entries;  // ascending ids from after + 1
        bool inMemory = true;                         // false: after + 1 has left memory, ask the store
    };
    Slice read(traffic::RequestId after, traffic::RequestId upTo, std::size_t limit) const;

    traffic::RequestId lastStored() const;
    traffic::RequestId lastAttributed() const;
    /// Block until there is something beyond `after`; false when asked to stop or at the deadline.
    using Deadline = std::chrono::steady_clock::time_point;
    bool waitStoredBeyond(traffic::RequestId after, const std::stop_token& stop,
                          std::optional<Deadline> deadline = std::nullopt) const;
    bool waitAttributedBeyond(traffic::RequestId after, const std::stop_token& stop,
                              std::optional<Deadline> deadline = std::nullopt) const;

private:
    template <typename Condition>
    bool wait(const std::stop_token& stop, std::optional<Deadline> deadline,
              const Condition& condition) const;

    mutable std::mutex m_mutex;
    mutable std::condition_variable_any m_changed;
    std::deque<traffic::StoredRequest> m_entries;  // consecutive ids, the last is m_lastStored
    std::size_t m_limitBytes;
    std::size_t m_bytes = 0;
    traffic::RequestId m_lastStored;
    traffic::RequestId m_lastAttributed;
};

}  // namespace mirrorscope::pipeline
