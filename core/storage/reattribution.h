// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/base/error.h"
#include "core/storage/database.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Has all stored requests read anew by whoever records the session next: sets the cursor "context" back to
/// the first request and "reattribution.until" in meta to the last one, and deletes the findings, which are
/// found again. Old contexts stand until each is replaced (ContextReplacement). It goes on after any end of
/// the process. SessionLocked while somebody records; errors of openForRecording().
base::Result<traffic::RequestId> beginReattribution(const std::filesystem::path& session);

/// The same in a session that is recorded, or no longer. Written by the journal in the order of the batches
/// around it; whoever attributes stands still meanwhile and begins again where the cursor is (Recording).
struct ReattributionOrder {
    enum class Kind : std::uint8_t { Begin, Cancel };
    Kind kind = Kind::Begin;
};

/// In the transaction of the caller, on the thread of the connection. Cancelled, requests behind that place
/// keep what was read of them before, while findings and headers are those of the part that was read anew.
base::Result<void> followReattribution(Database& database, const ReattributionOrder& order);

}  // namespace mirrorscope::storage
