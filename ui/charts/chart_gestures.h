// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "ui/charts/time_span.h"

namespace mirrorscope::ui::charts {

/// Pixels of the plot area and the time they show.
struct TimeScale {
    double left = 0;
    double right = 1;
    TimeSpan view;

    double xOf(base::WallTime time) const;
    base::WallTime timeAt(double x) const;
};

/// Equal buckets beginning at `start`.
struct TimeGrid {
    base::WallTime start{};
    std::chrono::microseconds width{std::chrono::seconds{1}};

    base::WallTime floor(base::WallTime time) const;
    base::WallTime ceil(base::WallTime time) const;
    /// The smallest whole buckets around a span.
    TimeSpan around(const TimeSpan& span) const { return {floor(span.from), ceil(span.until)}; }
};

/// `view` made `factor` times as long around `anchor`: not longer than `whole`, not shorter than `least`.
TimeSpan zoomed(const TimeSpan& view, base::WallTime anchor, double factor, const TimeSpan& whole,
                std::chrono::microseconds least);
/// Moved by `distance` without leaving `whole`.
TimeSpan moved(const TimeSpan& view, std::chrono::microseconds distance, const TimeSpan& whole);

/// What dragging means: a new range, a handle of the chosen one, or moving the view. No Qt, so that every
/// case is a line of a test.
class ChartGestures {
public:
    enum class Kind : std::uint8_t { None, Range, Handle, Pan };

    static constexpr double kHandleReach = 6;  // pixels at both sides of a handle
    static constexpr double kClickSlack = 4;   // pixels a click may slip

    void press(double x, bool pan, const TimeScale& scale, const std::optional<TimeSpan>& chosen);
    /// What the drag makes so far; empty before it has left the click's slack.
    std::optional<TimeSpan> range(double x, const TimeScale& scale, const TimeGrid& grid);
    std::optional<TimeSpan> view(double x, const TimeScale& scale, const TimeSpan& whole);
    /// True: nothing was dragged, it was a click.
    bool release();

    Kind kind() const { return m_kind; }
    static bool isOnHandle(double x, const TimeScale& scale, const std::optional<TimeSpan>& chosen);

private:
    bool hasLeft(double x);

    Kind m_kind = Kind::None;
    bool m_dragged = false;
    double m_pressX = 0;
    base::WallTime m_fixed{};  // the end that stays
    TimeSpan m_viewAtPress;
};

}  // namespace mirrorscope::ui::charts
