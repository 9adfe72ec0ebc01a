// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/mirror_health.h"

namespace mirrorscope::storage {

/// Copies that came twice are looked for among so many of the newest requests: some 100 ms.
inline constexpr std::int64_t kLookedForTwins = 50'000;

/// See api::ChartQueries::mirrorHealth(). On the runner's thread.
base::Result<std::vector<traffic::MirrorHealth>> readMirrorHealth(QueryRunner& runner, base::WallTime now,
                                                                  const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
