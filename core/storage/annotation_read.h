// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/annotation.h"

namespace mirrorscope::storage {

/// See api::ChartQueries::annotations(). On the runner's thread.
base::Result<std::vector<traffic::Annotation>> readAnnotations(QueryRunner& runner, base::WallTime from,
                                                               base::WallTime until,
                                                               const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
