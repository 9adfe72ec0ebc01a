// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/base/error.h"

namespace mirrorscope::storage {

/// The first 100 bytes of a database file (sqlite.org/fileformat2.html 1.3), read without SQLite. Plain
/// value.
class FileHeader {
public:
    static constexpr std::size_t kSize = 100;

    /// SessionUnreadable. A shorter file has zeros.
    static base::Result<FileHeader> read(const std::filesystem::path& file);

    bool isDatabase() const;
    std::int64_t applicationId() const { return number(68); }
    std::int64_t schemaVersion() const { return number(60); }

private:
    std::int64_t number(std::size_t offset) const;
    std::array<char, kSize> m_bytes{};
};

/// Overwrites the pages that hold the list of tables (sqlite_schema) by those of `session`, the bytes of a
/// new session; no connection may be open on the file. SessionUnwritable.
base::Result<void> replaceListOfTables(const std::filesystem::path& file, const std::string& session);

}  // namespace mirrorscope::storage
