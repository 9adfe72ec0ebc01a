// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <chrono>
#include <optional>

#include "core/base/clock.h"

/// Times as people read them. Stored times are UTC; the zone is the one chosen in the toolbar and stands in
/// the column title, so cells do not repeat it.
namespace mirrorscope::ui::text {

/// "14:13:39.204" on the day of `now` in `zone`, "22 Nov 14:13:39" earlier, with the year in another year.
QString timeText(base::WallTime time, const QTimeZone& zone, base::WallTime now);
/// For the detail pane: "23 Nov 2026 14:13:39.204118".
QString fullTimeText(base::WallTime time, const QTimeZone& zone);
/// "14:13:39": chart labels and ranges.
QString clockText(base::WallTime time, const QTimeZone& zone);
/// "14:13": axes, when all labels are whole minutes.
QString minuteText(base::WallTime time, const QTimeZone& zone);
/// "UTC", "UTC+01:00": the offset at that time.
QString zoneText(const QTimeZone& zone, base::WallTime at);

/// Only for "last seen": Now (below 2 s), 12 s, 6 min, 3 h, 2 d. A time in the future is Now: clocks jump.
QString relativeText(base::WallTime time, base::WallTime now);
/// "5 min 20 s", "2 h 5 min", "320 ms": the length of a chosen range or a silence, two units at most.
QString durationText(std::chrono::microseconds length);
/// Two significant figures: "1.6 ms", "184 ms", "1.1 s"; "–" when nothing was measured.
QString lagText(std::optional<std::chrono::microseconds> lag);

}  // namespace mirrorscope::ui::text
