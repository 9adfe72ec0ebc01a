// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <span>

#include "core/base/clock.h"

namespace mirrorscope::ui::filter {

class Filter;

/// A length of time that the chart can show, and the bars that make it readable.
struct ChartSpan {
    int minutes;
    int rollupSeconds;  // resolution asked of the store
    int barSeconds;     // a multiple of it

    std::chrono::microseconds length() const { return std::chrono::minutes(minutes); }
    bool operator==(const ChartSpan&) const = default;
};

/// Those that the user can choose.
std::span<const ChartSpan> chartSpans();
/// With those that only a long range asks for.
std::span<const ChartSpan> allChartSpans();
/// The one of so many minutes, else 30 minutes.
ChartSpan chartSpanOf(int minutes);
/// The shortest up to 30 minutes that shows all there is: a chart of a new session is not mostly empty.
ChartSpan chartSpanFor(base::WallTime firstSeen, base::WallTime now);

/// The time range of a filter, as the chart has to show it.
struct ChartRange {
    std::chrono::microseconds length{};   // of one without a first moment: back from now
    std::optional<base::WallTime> from;   // unset: it slides
    std::optional<base::WallTime> until;  // unset: now
    bool operator==(const ChartRange&) const = default;
};

/// Unset for all time, and for what is not one piece.
std::optional<ChartRange> chartRangeOf(const filter::Filter& filter);

/// What the chart shows: so much time, up to there.
struct ChartWindow {
    ChartSpan span;
    std::optional<base::WallTime> end;  // unset: now
    bool operator==(const ChartWindow&) const = default;
};

/// The span that the user chose, up to now, as long as the range is in it; else the shortest one that holds
/// the range, and one in the past with a tenth in front of it and the rest behind. Of a range that is longer
/// than any span, the end. Pure.
ChartWindow chartWindowFor(const ChartSpan& own, const std::optional<ChartRange>& range, base::WallTime now);

}  // namespace mirrorscope::ui::filter
