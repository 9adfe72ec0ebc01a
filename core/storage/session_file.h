// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/session_copy.h"

namespace mirrorscope::storage {

/// "Mscp", so that `file` and a later version know it; in the SQLite header (application_id).
inline constexpr std::int64_t kApplicationId = 0x4D736370;

/// Opens a session for the one who records it; creates it (0600) when there is none, brings one of an older
/// version to ours (see migration.h). SessionUnwritable, SessionNotOurs, SessionTooNew, SessionNotMigrated,
/// SessionCorrupt.
base::Result<Database> openForRecording(const std::filesystem::path& session);

/// Opens a session for reading; one from elsewhere with care (foreign_session.h), which may take a copy:
/// hence cancel and progress. SessionMissing, SessionUnreadable, SessionNotOurs, SessionTooNew,
/// SessionTooOld, SessionCorrupt, SessionUnwritable (the copy), Cancelled.
base::Result<Database> openForReading(const std::filesystem::path& session,
                                      const base::CancelToken& cancel = {},
                                      const SessionCopy::Progress& progress = {});

}  // namespace mirrorscope::storage
