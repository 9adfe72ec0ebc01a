// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/storage/query_runner.h"
#include "core/traffic/rows.h"

namespace mirrorscope::storage {

/// Everything about one request, as of one moment. RequestNotFound, Cancelled. On the runner's thread.
base::Result<traffic::RequestDetail> readDetail(QueryRunner& runner, traffic::RequestId id,
                                                const base::CancelToken& cancel);

/// The kept bytes of a body that is stored in parts; empty when it is in its row.
base::Result<std::string> readBodyInParts(QueryRunner& runner, traffic::RequestId id,
                                          const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
