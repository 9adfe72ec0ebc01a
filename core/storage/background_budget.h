// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>

namespace mirrorscope::storage {

/// How much of the journal's time the followers' results get while arrivals wait: a share, saved up for at
/// most one step. Proxies wait for their answer, results can wait. Not thread safe.
class BackgroundBudget {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    bool allows(Time now) const { return saved(now) > Duration::zero(); }

    void spend(Time begin, Time end) {
        m_saved = saved(begin) - (end - begin);
        m_since = begin;
    }

private:
    /// One part in so many.
    static constexpr int kShare = 8;
    static constexpr Duration kMostSaved = std::chrono::milliseconds(20);

    Duration saved(Time now) const { return std::min(kMostSaved, m_saved + (now - m_since) / kShare); }

    Duration m_saved{};
    Time m_since{};
};

}  // namespace mirrorscope::storage
