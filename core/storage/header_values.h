// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/query_runner.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Of each request the values of each header, as received, several lines joined by ", "; empty where there is
/// none or no such request. Reads the heads alone. Cancelled. On the runner's thread.
base::Result<std::vector<std::vector<std::string>>> readHeaderValues(
    QueryRunner& runner, const std::vector<traffic::RequestId>& requests,
    const std::vector<std::string>& names, const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
