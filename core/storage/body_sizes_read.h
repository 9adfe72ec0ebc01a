// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/body_sizes.h"

namespace mirrorscope::storage {

/// See api::ChartQueries::bodySizes(); cliffs are for others to find. On the runner's thread.
base::Result<traffic::BodySizes> readBodySizes(QueryRunner& runner, const traffic::ChartQuestion& question,
                                               const base::CancelToken& cancel,
                                               const traffic::OnChartProgress& progress);

}  // namespace mirrorscope::storage
