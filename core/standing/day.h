// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"

namespace mirrorscope::standing {

/// A day of the calendar where the person sits, such as the last one on which something applies.
using Day = std::chrono::year_month_day;

/// "2026-12-31". Unset for anything else, and for days that no month has.
std::optional<Day> parseDay(std::string_view text);
std::string dayText(const Day& day);

/// Whether that day is over; never where there is none. `zone`: local time minus UTC.
bool isOver(const std::optional<Day>& until, base::WallTime now, std::chrono::minutes zone);

/// Local time minus UTC on this machine at that time.
std::chrono::minutes localZone(base::WallTime now);

}  // namespace mirrorscope::standing
