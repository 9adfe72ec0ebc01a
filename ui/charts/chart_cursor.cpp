// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_cursor.h"

#include <algorithm>

namespace mirrorscope::ui::charts {

void ChartCursor::clear() {
    m_at.reset();
    m_anchor.reset();
}

std::optional<TimeSpan> ChartCursor::move(base::WallTime to, bool choose, const TimeSpan& whole,
                                          const TimeGrid& grid) {
    const base::WallTime last = std::max(whole.from, whole.until - grid.width);
    const base::WallTime before = m_at.value_or(last);
    m_at = std::clamp(grid.floor(to), whole.from, last);
    if (!choose) {
        m_anchor.reset();
        return std::nullopt;
    }
    m_anchor = m_anchor.value_or(before);
    return TimeSpan{std::min(*m_anchor, *m_at), std::max(*m_anchor, *m_at) + grid.width};
}

TimeSpan ChartCursor::revealed(const TimeSpan& view, const TimeSpan& whole, const TimeGrid& grid) const {
    if (m_at && *m_at < view.from) {
        return moved(view, *m_at - view.from, whole);
    }
    if (m_at && *m_at + grid.width > view.until) {
        return moved(view, *m_at + grid.width - view.until, whole);
    }
    return view;
}

}  // namespace mirrorscope::ui::charts
