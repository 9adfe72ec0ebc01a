// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/base/error.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Has all stored requests read anew by whoever records the session next: sets the cursor "context" back to
/// the first request and "reattribution.until" in meta to the last one, and deletes the findings, which are
/// found again. Old contexts stand until each is replaced (ContextReplacement). It goes on after any end of
/// the process. SessionLocked while somebody records; errors of openForRecording().
base::Result<traffic::RequestId> beginReattribution(const std::filesystem::path& session);

}  // namespace mirrorscope::storage
