// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_gestures.h"

#include <algorithm>
#include <cmath>

namespace mirrorscope::ui::charts {

using std::chrono::microseconds;

double TimeScale::xOf(base::WallTime time) const {
    const double share = static_cast<double>((time - view.from).count()) /
                         static_cast<double>(std::max<std::int64_t>(1, view.length().count()));
    return left + share * (right - left);
}

base::WallTime TimeScale::timeAt(double x) const {
    const double share = (x - left) / std::max(1.0, right - left);
    return view.from + microseconds{std::llround(share * static_cast<double>(view.length().count()))};
}

base::WallTime TimeGrid::floor(base::WallTime time) const {
    const microseconds behind = (time - start) % width;
    return time - (behind.count() < 0 ? behind + width : behind);
}

base::WallTime TimeGrid::ceil(base::WallTime time) const {
    const base::WallTime below = floor(time);
    return below == time ? time : below + width;
}

TimeSpan zoomed(const TimeSpan& view, base::WallTime anchor, double factor, const TimeSpan& whole,
                microseconds least) {
    const auto scaled = [factor](microseconds part) {
        return microseconds{std::llround(static_cast<double>(part.count()) * factor)};
    };
    TimeSpan made{anchor - scaled(anchor - view.from), anchor + scaled(view.until - anchor)};
    if (made.length() >= whole.length()) {
        return whole;
    }
    if (made.length() < least) {
        return view;
    }
    return moved(made, microseconds{0}, whole);
}

TimeSpan moved(const TimeSpan& view, microseconds distance, const TimeSpan& whole) {
    const base::WallTime latest = std::max(whole.from, whole.until - view.length());
    const base::WallTime from = std::clamp(view.from + distance, whole.from, latest);
    return {from, from + view.length()};
}

void ChartGestures::press(double x, bool pan, const TimeScale& scale, const std::optional<TimeSpan>& chosen) {
    m_dragged = false;
    m_pressX = x;
    m_viewAtPress = scale.view;
    if (pan) {
        m_kind = Kind::Pan;
    } else if (isOnHandle(x, scale, chosen)) {
        m_kind = Kind::Handle;
        const bool first = std::abs(x - scale.xOf(chosen->from)) <= std::abs(x - scale.xOf(chosen->until));
        m_fixed = first ? chosen->until : chosen->from;
    } else {
        m_kind = Kind::Range;
        m_fixed = scale.timeAt(x);
    }
}

bool ChartGestures::isOnHandle(double x, const TimeScale& scale, const std::optional<TimeSpan>& chosen) {
    return chosen && (std::abs(x - scale.xOf(chosen->from)) <= kHandleReach ||
                      std::abs(x - scale.xOf(chosen->until)) <= kHandleReach);
}

bool ChartGestures::hasLeft(double x) {
    m_dragged = m_dragged || std::abs(x - m_pressX) >= kClickSlack;
    return m_dragged;
}

std::optional<TimeSpan> ChartGestures::range(double x, const TimeScale& scale, const TimeGrid& grid) {
    if ((m_kind != Kind::Range && m_kind != Kind::Handle) || !hasLeft(x)) {
        return std::nullopt;
    }
    const base::WallTime moving = std::clamp(scale.timeAt(x), scale.view.from, scale.view.until);
    TimeSpan made = grid.around({std::min(m_fixed, moving), std::max(m_fixed, moving)});
    if (made.isEmpty()) {
        made.until = made.from + grid.width;  // a handle on the other one: one bucket stays
    }
    return made;
}

std::optional<TimeSpan> ChartGestures::view(double x, const TimeScale& scale, const TimeSpan& whole) {
    if (m_kind != Kind::Pan || !hasLeft(x)) {
        return std::nullopt;
    }
    const TimeScale atPress{scale.left, scale.right, m_viewAtPress};
    return moved(m_viewAtPress, atPress.timeAt(m_pressX) - atPress.timeAt(x), whole);
}

bool ChartGestures::release() {
    const bool click = !m_dragged && m_kind != Kind::None;
    m_kind = Kind::None;
    m_dragged = false;
    return click;
}

}  // namespace mirrorscope::ui::charts
