// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// Where the copy of a session of that version is kept: NAME.mscope.v1-backup.
std::filesystem::path backupPath(const std::filesystem::path& session, std::int64_t version);

/// Brings a session of an older version (from 1) to ours, in one transaction, after a copy of it (0600) was
/// made beside it. Whatever fails or interrupts it, the session stays as it was. For the holder of the writer
/// lock. SessionNotMigrated, SessionCorrupt when its tables are not ours.
base::Result<void> migrate(Database& database, const std::filesystem::path& session, std::int64_t version);

}  // namespace mirrorscope::storage
