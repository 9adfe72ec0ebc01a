// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>

#include "ui/filter/filter.h"

namespace mirrorscope::ui::filter {

/// Time ranges that have a name. The filter alone says which one is in force.
enum class NamedRange : std::uint8_t { AllTime, QuarterHour, Hour, Day };
inline constexpr std::array kNamedRanges{NamedRange::AllTime, NamedRange::QuarterHour, NamedRange::Hour,
                                         NamedRange::Day};

/// "All time", "Last 15 min"; short: "15 min".
QString nameOf(NamedRange range, bool isShort = false);
/// "time>-15m"; unset for all time.
std::optional<query::Node> conditionFor(NamedRange range);

/// All time also where times are only in groups that are no range; unset: the range has no name.
std::optional<NamedRange> namedRangeOf(const Filter& filter);
/// Whether a condition on the time bounds everything that the filter finds.
bool hasTimeRange(const Filter& filter);
/// What the chips of the time say, without the word "time" where the rest says enough.
QString rangeWords(const Filter& filter);

/// The first moment that fits, where the condition has no end.
std::optional<base::WallTime> openStart(const query::Node& node, const query::Moment& moment);
/// The same, where the condition is "not longer ago than …" (`time>-15m`, `time:-15m..`).
std::optional<base::WallTime> relativeStart(const query::Node& node, const query::Moment& moment);

/// How far back the filter looks, where its only condition on a time is such a one: as time goes on its
/// oldest rows leave and nothing else changes. Such a filter slides.
std::optional<std::chrono::microseconds> slidingLength(const Filter& filter);
std::optional<base::WallTime> slidingStart(const Filter& filter);
/// Both are the same sliding filter, and `now` counts from a later moment.
bool hasOnlySlid(const Filter& before, const Filter& now);
/// Whether a time of the filter is another one at that moment.
bool dependsOnMoment(const Filter& filter, const query::Moment& moment);

}  // namespace mirrorscope::ui::filter
