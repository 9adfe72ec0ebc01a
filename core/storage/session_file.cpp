// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/storage/schema.h"

namespace mirrorscope::storage {
namespace {

/// For the owner only; SQLite gives -wal and -shm the mode of the file itself.
constexpr mode_t kMode = 0600;

/// 8 KiB pages: a 1.5 kB row and its payload share one; measured 9 % more rows/s than 4 KiB, no more from 16
/// KiB. auto_vacuum must be set before the first table.
constexpr char kCreationPragmas[] =
    "PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;";
constexpr char kRecordingPragmas[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;";
constexpr char kReadingPragmas[] = "PRAGMA query_only=1; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;";

base::Result<void> makeFile(const std::filesystem::path& session) {
    const int descriptor = ::open(session.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode);
    if (descriptor < 0) {
        return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), std::strerror(errno)}};
    }
    ::close(descriptor);
    return {};
}

base::Result<void> createSchema(Database& database) {
    for (const char* sql : {kCreationPragmas, "BEGIN IMMEDIATE", kSchemaSql}) {
        if (auto done = database.run(sql); !done) {
            return done;
        }
    }
    const std::string mark = "PRAGMA application_id=" + std::to_string(kApplicationId) +
                             "; PRAGMA user_version=" + std::to_string(kSchemaVersion) + "; COMMIT;";
    return database.run(mark.c_str());
}

base::Error inFile(base::Error error, const std::filesystem::path& session) {
    if (error.code == base::ErrorCode::StorageFailed && error.arguments.size() > 1) {
        return {base::ErrorCode::SessionUnreadable, {session.string(), error.arguments[1]}};
    }
    return error;
}

/// Ours, of a version that we know, and readable at its beginning.
base::Result<void> check(Database& database, const std::filesystem::path& session) {
    const auto id = database.number("PRAGMA application_id");
    if (!id) {
        return inFile(id.error(), session);
    }
    if (*id != kApplicationId) {
        return base::Error{base::ErrorCode::SessionNotOurs, {session.string()}};
    }
    const auto version = database.number("PRAGMA user_version");
    if (version && *version > kSchemaVersion) {
        return base::Error{base::ErrorCode::SessionTooNew,
                           {session.string(), std::to_string(*version), std::to_string(kSchemaVersion)}};
    }
    for (const char* sql : {"SELECT count(*) FROM sqlite_master", "SELECT count(*) FROM cursor",
                            "SELECT id FROM request ORDER BY id DESC LIMIT 1"}) {
        if (const auto readable = database.number(sql); !readable) {
            return inFile(readable.error(), session);
        }
    }
    return {};
}

}  // namespace

base::Result<Database> openForRecording(const std::filesystem::path& session) {
    if (auto made = makeFile(session); !made) {
        return made.error();
    }
    auto database = Database::open(session, Database::Access::Write);
    if (!database) {
        return database;
    }
    const auto tables = database->number("SELECT count(*) FROM sqlite_master");
    if (!tables) {
        return inFile(tables.error(), session);
    }
    const auto id = database->number("PRAGMA application_id");
    if (*tables == 0 && id && *id == 0) {
        if (auto created = createSchema(*database); !created) {
            return inFile(created.error(), session);
        }
    }
    if (auto fine = check(*database, session); !fine) {
        return fine.error();
    }
    if (auto ready = database->run(kRecordingPragmas); !ready) {
        return inFile(ready.error(), session);
    }
    return database;
}

base::Result<Database> openForReading(const std::filesystem::path& session) {
    std::error_code failed;
    if (!std::filesystem::exists(session, failed)) {
        return base::Error{base::ErrorCode::SessionMissing, {session.string()}};
    }
    // A write-capable connection can recover a log that a killed recorder left behind; query_only keeps it
    // harmless.
    auto database = Database::open(session, Database::Access::Write);
    if (!database || sqlite3_db_readonly(database->handle(), "main") == 1) {
        database = Database::open(session, Database::Access::Read);
    }
    if (!database) {
        return database;
    }
    if (auto fine = check(*database, session); !fine) {
        return fine.error();
    }
    if (auto ready = database->run(kReadingPragmas); !ready) {
        return inFile(ready.error(), session);
    }
    return database;
}

}  // namespace mirrorscope::storage
