// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "ui/charts/chart_gestures.h"

namespace mirrorscope::ui::charts {

/// The bucket that the arrow keys stand on, and where a range chosen with Shift began. No Qt.
class ChartCursor {
public:
    std::optional<base::WallTime> at() const { return m_at; }
    bool isChoosing() const { return m_anchor.has_value(); }
    void clear();
    void endChoosing() { m_anchor.reset(); }

    /// To the bucket of `to`, not out of `whole`. With `choose`: the range from where choosing began.
    std::optional<TimeSpan> move(base::WallTime to, bool choose, const TimeSpan& whole, const TimeGrid& grid);

    /// `view`, moved just so far that the cursor's bucket is seen.
    TimeSpan revealed(const TimeSpan& view, const TimeSpan& whole, const TimeGrid& grid) const;

private:
    std::optional<base::WallTime> m_at;
    std::optional<base::WallTime> m_anchor;
};

}  // namespace mirrorscope::ui::charts
