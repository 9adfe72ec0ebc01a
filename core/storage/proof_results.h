// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/mirror_health.h"

namespace mirrorscope::storage {

/// What the kept proof of each source showed (source_proofs.h): what views of many sources tell of it. One
/// that cannot be read, as a later version may write it, is left out: nothing is known then. On the runner's
/// thread.
base::Result<std::map<traffic::SourceId, traffic::ProbeCounts>> readProofResults(
    QueryRunner& runner, const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
