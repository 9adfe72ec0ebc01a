// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// "Mscp", so that `file` and a later version know it; in the SQLite header (application_id).
inline constexpr std::int64_t kApplicationId = 0x4D736370;

/// Opens a session for the one who records it; creates it (0600) when there is none, brings one of an older
/// version to ours (see migration.h). SessionUnwritable, SessionNotOurs, SessionTooNew, SessionNotMigrated,
/// SessionCorrupt.
base::Result<Database> openForRecording(const std::filesystem::path& session);

/// Opens a session for reading. SessionMissing, SessionUnreadable, SessionNotOurs, SessionTooNew,
/// SessionTooOld, SessionCorrupt.
base::Result<Database> openForReading(const std::filesystem::path& session);

}  // namespace mirrorscope::storage
