// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/chart_series.h"

namespace mirrorscope::storage {

/// See api::ChartQueries::chartSeries(). On the runner's thread.
base::Result<traffic::ChartSeries> readChartSeries(QueryRunner& runner,
                                                   const traffic::ChartQuestion& question,
                                                   const base::CancelToken& cancel,
                                                   const traffic::OnChartProgress& progress);

/// Requests that came up to then were removed by retention; unset: none that came since `from`.
base::Result<std::optional<base::WallTime>> readRemovedUntil(QueryRunner& runner, base::WallTime from);

/// InvalidArgument for a grid that no chart has.
base::Result<void> mustBeGrid(const traffic::BucketGrid& grid);

}  // namespace mirrorscope::storage
