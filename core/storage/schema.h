// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

namespace mirrorscope::storage {

/// Of the tables; in the SQLite header (user_version).
inline constexpr std::size_t kSchemaVersion = 7;

/// The text of schema.sql, put into the program by the build.
extern const char* const kSchemaSql;

/// The texts in migrations/: the first makes version 2 of version 1, and so on.
extern const std::array<const char*, kSchemaVersion - 1> kMigrationSql;

}  // namespace mirrorscope::storage
