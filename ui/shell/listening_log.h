// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "ui/charts/time_span.h"

namespace mirrorscope::ui::shell {

/// When nobody listened and when requests were refused, as far as this window saw it, for the chart above the
/// tables; the store's own record is behind the Charts perspective. Bounded. Plain value.
class ListeningLog {
public:
    /// Once for each status; `refused` counts since the listeners were started.
    void note(base::WallTime at, bool listening, std::uint64_t refused);

    /// True when nobody listened for the whole of it.
    bool isGap(const charts::TimeSpan& span) const;
    std::uint64_t refusedIn(const charts::TimeSpan& span) const;

private:
    struct Refusal {
        base::WallTime at;
        std::uint64_t count;
    };
    void forget(base::WallTime before);

    std::deque<charts::TimeSpan> m_gaps;
    std::deque<Refusal> m_refusals;
    std::optional<base::WallTime> m_offSince;
    base::WallTime m_last{};
    std::uint64_t m_refused = 0;
};

}  // namespace mirrorscope::ui::shell
