// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <cstdint>
#include <optional>

#include "core/base/clock.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::ui::requests {

/// How the time column tells times.
enum class TimeMode : std::uint8_t {
    Window,  // in the time zone of the window
    Local,
    Utc,
    Relative,   // how long ago
    Delta,      // since the row above
    Reference,  // since a request that was chosen; never kept for the next start
    Count
};

/// Of the setting, never translated: "relative".
QString timeModeName(TimeMode mode);
std::optional<TimeMode> timeModeByName(const QString& name);
/// As a menu says it; `zone` is the window's.
QString timeModeText(TimeMode mode, const QTimeZone& zone);
/// What stands behind "Time, " in the title: "UTC+01:00", "relative".
QString timeModeTitle(TimeMode mode, const QTimeZone& zone, base::WallTime now);
/// In which zone the mode tells a time that is not relative.
QTimeZone zoneOf(TimeMode mode, const QTimeZone& window);

/// "12 s ago"; "Now" below two seconds and for the future: clocks jump.
QString agoText(base::WallTime time, base::WallTime now);
/// The request that times are measured from, and how they were told before.
struct TimeReference {
    traffic::RequestId request = 0;  // 0: none was chosen
    base::WallTime time{};
    TimeMode before = TimeMode::Window;
};
/// "since 1,204", as the title has room for; the menu says "Since request 1,204".
QString referenceTitle(const TimeReference& reference);
QString referenceText(const TimeReference& reference);
/// To the millisecond, because it is compared: "+3.204 s", "−1.200 s", "+1:04:03.204".
QString measuredText(base::WallTime from, base::WallTime time);

/// "+320 ms", "−2 s": from the row above to this one.
QString sinceText(base::WallTime above, base::WallTime time);

}  // namespace mirrorscope::ui::requests
