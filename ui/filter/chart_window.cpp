// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/chart_window.h"

#include <algorithm>
#include <array>

#include "ui/filter/condition.h"
#include "ui/filter/filter.h"
#include "ui/filter/time_range.h"

namespace mirrorscope::ui::filter {
namespace {

constexpr int kStandardMinutes = 30;
constexpr std::size_t kChosen = 6;  // of the spans below; a week and a month only come with a range
constexpr std::array<ChartSpan, 8> kSpans{{{5, 1, 2},
                                           {15, 10, 10},
                                           {30, 10, 10},
                                           {60, 10, 20},
                                           {360, 60, 120},
                                           {1440, 60, 600},
                                           {7 * 1440, 3600, 3600},
                                           {30 * 1440, 3600, 14400}}};

/// Of the chart, on each side of a range in the past at least.
constexpr int kMargin = 10;

ChartSpan spanHolding(const ChartSpan& own, std::chrono::microseconds length) {
    if (length <= own.length()) {
        return own;
    }
    const auto* found =
        std::ranges::find_if(kSpans, [&](const ChartSpan& span) { return length <= span.length(); });
    return found == kSpans.end() ? kSpans.back() : *found;
}

}  // namespace

std::span<const ChartSpan> chartSpans() {
    return std::span(kSpans).first(kChosen);
}

std::span<const ChartSpan> allChartSpans() {
    return kSpans;
}

ChartSpan chartSpanOf(int minutes) {
    const auto* found = std::ranges::find(kSpans, minutes, &ChartSpan::minutes);
    return found == kSpans.end() ? *std::ranges::find(kSpans, kStandardMinutes, &ChartSpan::minutes) : *found;
}

ChartSpan chartSpanFor(base::WallTime firstSeen, base::WallTime at) {
    for (const ChartSpan& span : kSpans) {
        if (span.minutes >= kStandardMinutes || at - firstSeen <= span.length()) {
            return span;
        }
    }
    return chartSpanOf(kStandardMinutes);
}

std::optional<ChartRange> chartRangeOf(const Filter& filter) {
    const query::Node* only = nullptr;
    for (const query::Node& node : filter.conditions()) {
        if (fieldOf(node) == query::FieldId::Time) {
            if (only != nullptr) {
                return std::nullopt;
            }
            only = &node;
        }
    }
    if (only == nullptr) {
        return std::nullopt;
    }
    if (const auto length = slidingLength(filter)) {
        return ChartRange{*length, std::nullopt, std::nullopt};
    }
    if (const auto span = timeSpanOf(*only, filter.moment())) {
        return ChartRange{span->until - span->from, span->from, span->until};
    }
    const auto from = openStart(*only, filter.moment());
    return from ? std::optional(ChartRange{{}, *from, std::nullopt}) : std::nullopt;
}

ChartWindow chartWindowFor(const ChartSpan& own, const std::optional<ChartRange>& range, base::WallTime now) {
    if (!range) {
        return {own, std::nullopt};
    }
    if (!range->until || *range->until >= now) {
        return {spanHolding(own, range->from ? now - *range->from : range->length), std::nullopt};
    }
    const base::WallTime from = *range->from;
    if (now - from <= own.length()) {
        return {own, std::nullopt};
    }
    const ChartSpan span = spanHolding(own, range->length + range->length * 2 / (kMargin - 2));
    const auto margin = span.length() / kMargin;
    const bool isWhole = range->length + 2 * margin <= span.length();
    const base::WallTime end = isWhole ? from - margin + span.length() : *range->until + margin;
    return {span, end < now ? std::optional(end) : std::nullopt};
}

}  // namespace mirrorscope::ui::filter
