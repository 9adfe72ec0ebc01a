// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

using IndexProgress = std::function<void(traffic::RequestId done, traffic::RequestId all)>;

/// Brings the index of words of a session that nobody records up to its end. What was done before a cancel or
/// a failure stays. SessionLocked, the errors of SessionReader::open() and SearchIndex; Cancelled.
base::Result<void> indexSession(const std::filesystem::path& session, const base::CancelToken& cancel,
                                const IndexProgress& progress);

}  // namespace mirrorscope::storage
