// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_frame.h"

#include <QDateTime>
#include <algorithm>

#include "ui/filter/condition.h"
#include "ui/filter/filter_part.h"

namespace mirrorscope::ui::overview {
namespace {

using namespace std::chrono_literals;

bool isNoTime(query::FieldId field) {
    return field != query::FieldId::Time;
}

/// The fields that roll-ups know.
bool isRolledUp(const query::Node& node) {
    const auto field = filter::fieldOf(node);
    return field == query::FieldId::Time || field == query::FieldId::Source ||
           field == query::FieldId::Listener;
}

/// What the filter leaves of the time that the charts show.
charts::TimeSpan rangeIn(const charts::TimeSpan& shown, const filter::Filter& filter, base::WallTime now) {
    const auto range = filter::chartRangeOf(filter);
    if (!range) {
        return shown;
    }
    charts::TimeSpan counted = shown;
    if (range->from) {
        counted.from = *range->from;
    } else if (range->length.count() > 0) {
        counted.from = now - range->length;
    }
    if (range->until) {
        counted.until = std::min(*range->until, now);
    }
    return counted.isEmpty() ? shown : counted;
}

/// A group on times ("this hour or that one") stays where it is: no bar outside of it would be true.
traffic::FilterText withoutTime(const filter::Filter& filter) {
    const auto part = filter::partOf(filter.conditions(), isNoTime);
    // Fewer conditions than a filter that could be read.
    return filter::Filter::of(part.conditions, filter.moment()).value().forStore();
}

}  // namespace

traffic::BucketGrid OverviewFrame::rangeGrid() const {
    return traffic::gridOver(range.from, range.until, grid.width);
}

OverviewFrame frameOf(const filter::ChartWindow& window, const filter::Filter& filter, base::WallTime now) {
    OverviewFrame frame;
    const base::WallTime end = window.end.value_or(now);
    frame.isLive = !window.end;
    const charts::TimeSpan shown{end - window.span.length(), end};
    frame.grid =
        traffic::gridOver(shown.from, shown.until, traffic::widthFor(window.span.length(), kMostBars));
    frame.hasRange = filter::chartRangeOf(filter).has_value();
    frame.range = rangeIn({frame.grid.start, frame.isLive ? now : frame.grid.end()}, filter, now);
    frame.filter = filter.forStore();
    frame.filter.now = now;
    frame.around = withoutTime(filter);
    frame.around.now = now;
    frame.fromRollUps = std::ranges::all_of(filter.conditions(), isRolledUp);
    return frame;
}

std::optional<traffic::ChartSeries> countedIn(const traffic::ChartSeries& series,
                                              const OverviewFrame& frame) {
    if (!frame.hasRange) {
        return series;
    }
    const auto isEdge = [&series](base::WallTime time) {
        return series.grid.width.count() > 0 && (time - series.grid.start) % series.grid.width == 0us;
    };
    const auto& grid = series.grid;
    const bool isInside = frame.range.from >= grid.start && frame.range.until <= grid.end();
    if (!isInside || !isEdge(frame.range.from) || !isEdge(frame.range.until)) {
        return std::nullopt;
    }
    const auto first = static_cast<std::size_t>((frame.range.from - grid.start) / grid.width);
    const auto last = static_cast<std::size_t>((frame.range.until - grid.start) / grid.width);
    traffic::ChartSeries counted = series;
    counted.grid = {frame.range.from, grid.width, last - first};
    const auto cut = [first, last](std::vector<std::uint64_t>& values) {
        values.resize(last);
        values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(first));
    };
    for (traffic::SourceCounts& one : counted.sources) {
        cut(one.requests);
        cut(one.attackRequests);
    }
    for (traffic::TypeCounts& one : counted.types) {
        cut(one.requests);
    }
    for (traffic::ListenerRefusals& one : counted.refused) {
        cut(one.requests);
    }
    return counted;
}

traffic::OffsetAt offsetsOf(const QTimeZone& zone) {
    return [zone](base::WallTime at) {
        const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch());
        const int seconds = zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::UTC));
        return std::chrono::minutes(seconds / 60);
    };
}

}  // namespace mirrorscope::ui::overview
