// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/chart_tops.h"

namespace mirrorscope::storage {

/// See api::ChartQueries::topList(). On the runner's thread.
base::Result<traffic::TopList> readTopList(QueryRunner& runner, const traffic::TopQuestion& question,
                                           const base::CancelToken& cancel,
                                           const traffic::OnChartProgress& progress);

}  // namespace mirrorscope::storage
