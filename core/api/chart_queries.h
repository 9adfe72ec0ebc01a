// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/annotation.h"
#include "core/traffic/body_sizes.h"
#include "core/traffic/chart_series.h"
#include "core/traffic/chart_tops.h"
#include "core/traffic/mirror_health.h"

namespace mirrorscope::api {

/// The part of SessionQueries behind the charts (docs/charts.md); what is said there holds here. A filter
/// that cannot be read is InvalidArgument, as are more than traffic::kMostBuckets buckets. To compare with
/// another time, ask again with traffic::comparedGrid().
class ChartQueries {
public:
    virtual ~ChartQueries() = default;

    /// From roll-ups when the filter has only conditions on time, source and listener that all have to hold;
    /// else every request of that time is read.
    virtual base::Result<traffic::ChartSeries> chartSeries(const traffic::ChartQuestion& question,
                                                           const base::CancelToken& cancel,
                                                           const traffic::OnChartProgress& progress) = 0;
    /// Of requests without such a filter from the frequent values of minutes, approximate; else exact. By
    /// rule always exact, and counted in hits, or in requests that have one.
    virtual base::Result<traffic::TopList> topList(const traffic::TopQuestion& question,
                                                   const base::CancelToken& cancel,
                                                   const traffic::OnChartProgress& progress) = 0;
    /// Reads every request of that time, with the cliffs that were found.
    virtual base::Result<traffic::BodySizes> bodySizes(const traffic::ChartQuestion& question,
                                                       const base::CancelToken& cancel,
                                                       const traffic::OnChartProgress& progress) = 0;
    /// Of all sources by id, in the hour that ends at `now`.
    virtual base::Result<std::vector<traffic::MirrorHealth>> mirrorHealth(
        base::WallTime now, const base::CancelToken& cancel) = 0;
    /// What begins in [from, until), by time.
    virtual base::Result<std::vector<traffic::Annotation>> annotations(base::WallTime from,
                                                                       base::WallTime until,
                                                                       const base::CancelToken& cancel) = 0;
};

}  // namespace mirrorscope::api
