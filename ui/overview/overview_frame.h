// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <optional>

#include "core/traffic/bucket_grid.h"
#include "core/traffic/chart_series.h"
#include "ui/charts/time_span.h"
#include "ui/filter/chart_window.h"
#include "ui/filter/filter.h"

namespace mirrorscope::ui::overview {

/// What one moment of the page asks about: charts over time show more than a chosen range, so that it is seen
/// among what was before and after; everything else counts the range alone. Plain value.
struct OverviewFrame {
    traffic::BucketGrid grid;    // of the charts over time
    traffic::FilterText around;  // the filter without its conditions on the time
    charts::TimeSpan range;      // what is counted
    traffic::FilterText filter;  // the whole one
    bool isLive = true;          // ends now
    bool fromRollUps = true;     // answers come at once (api::ChartQueries::chartSeries)
    bool hasRange = false;       // the filter names a time

    /// The range in buckets of the grid's width.
    traffic::BucketGrid rangeGrid() const;
    bool operator==(const OverviewFrame&) const = default;
};

/// 24 hours have 288 bars of five minutes, 30 minutes 180 of ten seconds.
inline constexpr std::size_t kMostBars = 300;

OverviewFrame frameOf(const filter::ChartWindow& window, const filter::Filter& filter, base::WallTime now);

/// What of the series is in the range, where that is whole buckets; unset: it has to be asked for. What waits
/// for analysis is that of the whole series. Pure.
std::optional<traffic::ChartSeries> countedIn(const traffic::ChartSeries& series, const OverviewFrame& frame);

/// Local time minus UTC.
traffic::OffsetAt offsetsOf(const QTimeZone& zone);

}  // namespace mirrorscope::ui::overview
