// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/storage/query_runner.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

/// How much a session holds and how far its followers are. Costs the same for any size.
base::Result<traffic::SessionProgress> readProgress(QueryRunner& runner);

}  // namespace mirrorscope::storage
