// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

#include "core/base/clock.h"

namespace mirrorscope::ui::charts {

/// From the first moment to before the last.
struct TimeSpan {
    base::WallTime from{};
    base::WallTime until{};

    std::chrono::microseconds length() const { return until - from; }
    bool isEmpty() const { return until <= from; }
    bool contains(base::WallTime time) const { return from <= time && time < until; }
    bool operator==(const TimeSpan&) const = default;
};

/// Axis units: seconds since 1970 UTC. A double keeps microseconds until the year 2255.
inline double axisSeconds(base::WallTime time) {
    return std::chrono::duration<double>(time.time_since_epoch()).count();
}
inline base::WallTime fromAxisSeconds(double seconds) {
    return base::WallTime{
        std::chrono::round<std::chrono::microseconds>(std::chrono::duration<double>(seconds))};
}

}  // namespace mirrorscope::ui::charts
