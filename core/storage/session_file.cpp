// SPDX-License-Identifier: Apache-2.0
#include "core/storage/session_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "core/storage/foreign_session.h"
#include "core/storage/migration.h"
#include "core/storage/own_sessions.h"
#include "core/storage/schema.h"
#include "core/storage/schema_check.h"
#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

/// For the owner only; SQLite gives -wal and -shm the mode of the file itself.
constexpr mode_t kMode = 0600;

/// 8 KiB pages: a 1.5 kB row and its payload share one; measured 9 % more rows/s than 4 KiB, no more from 16
/// KiB. auto_vacuum must be set before the first table.
constexpr char kCreationPragmas[] =
    "PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA journal_mode=WAL;";
/// After a slow reader let the log grow, it is cut back to 64 MiB.
constexpr char kRecordingPragmas[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;"
    "PRAGMA journal_size_limit=67108864;";
constexpr char kReadingPragmas[] = "PRAGMA query_only=1; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;";

/// A file that exists is left alone: closing any descriptor of it would drop the locks that readers in this
/// process hold (sqlite.org/howtocorrupt.html 2.2).
base::Result<void> makeFile(const std::filesystem::path& session) {
    const int descriptor = ::open(session.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    if (descriptor < 0 && errno == EEXIST) {
        return {};
    }
    if (descriptor < 0) {
        return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), std::strerror(errno)}};
    }
    ::close(descriptor);
    return {};
}

base::Result<void> createSchema(Database& database) {
    if (auto done = database.run(kCreationPragmas); !done) {
        return done;
    }
    auto transaction = Transaction::begin(database);
    if (!transaction) {
        return transaction.error();
    }
    const std::string mark = "PRAGMA application_id=" + std::to_string(kApplicationId) +
                             "; PRAGMA user_version=" + std::to_string(kSchemaVersion);
    for (const char* sql : {kSchemaSql, mark.c_str()}) {
        if (auto done = database.run(sql); !done) {
            return done;
        }
    }
    return transaction->commit();
}

constexpr auto kNewest = static_cast<std::int64_t>(kSchemaVersion);

base::Error inFile(base::Error error, const std::filesystem::path& session) {
    if (error.code == base::ErrorCode::StorageFailed && error.arguments.size() > 1) {
        return {base::ErrorCode::SessionUnreadable, {session.string(), error.arguments[1]}};
    }
    return error;
}

/// Of a file that is ours.
base::Result<std::int64_t> versionOf(Database& database, const std::filesystem::path& session) {
    const auto id = database.number("PRAGMA application_id");
    if (!id) {
        return inFile(id.error(), session);
    }
    if (*id != kApplicationId) {
        return base::Error{base::ErrorCode::SessionNotOurs, {session.string()}};
    }
    const auto version = database.number("PRAGMA user_version");
    if (!version) {
        return inFile(version.error(), session);
    }
    return version;
}

base::Error wrongVersion(base::ErrorCode code, const std::filesystem::path& session, std::int64_t version) {
    return {code, {session.string(), std::to_string(version), std::to_string(kSchemaVersion)}};
}

/// Ours, of our version, and readable at its beginning.
base::Result<void> check(Database& database, const std::filesystem::path& session) {
    const auto version = versionOf(database, session);
    if (!version) {
        return version.error();
    }
    if (*version > kNewest) {
        return wrongVersion(base::ErrorCode::SessionTooNew, session, *version);
    }
    if (*version > 0 && *version < kNewest) {
        return wrongVersion(base::ErrorCode::SessionTooOld, session, *version);
    }
    // Before any other query: a file from elsewhere may hold tables that only look like ours.
    const auto ours = hasOurSchema(database);
    if (!ours) {
        return inFile(ours.error(), session);
    }
    if (!*ours) {
        return base::Error{base::ErrorCode::SessionCorrupt,
                           {session.string(), "its tables are not as we made them"}};
    }
    for (const char* sql :
         {"SELECT count(*) FROM cursor", "SELECT id FROM request ORDER BY id DESC LIMIT 1"}) {
        if (const auto readable = database.number(sql); !readable) {
            return inFile(readable.error(), session);
        }
    }
    return {};
}

base::Result<void> checkInTime(Database& database, const std::filesystem::path& session) {
    const CheckDeadline deadline(database);
    auto fine = check(database, session);
    if (!fine && fine.error().code == base::ErrorCode::Cancelled) {
        return base::Error{base::ErrorCode::SessionCorrupt,
                           {session.string(), "its tables take too long to read"}};
    }
    return fine;
}

bool isThere(const std::filesystem::path& file) {
    std::error_code failed;
    return std::filesystem::exists(file, failed);
}

base::Result<Database> connectForReading(const std::filesystem::path& session) {
    // Write-ahead logging needs files beside the session; where none can be made and none are, nobody writes
    // it.
    const auto directory = session.has_parent_path() ? session.parent_path() : std::filesystem::path(".");
    const bool alone = !isThere(session.string() + "-wal") && !isThere(session.string() + "-shm");
    if (alone && ::access(directory.c_str(), W_OK) != 0) {
        return Database::open(session, Database::Access::Immutable);
    }
    // A connection that may write can recover a log that a killed recorder left behind; query_only keeps it
    // harmless.
    auto database = Database::open(session, Database::Access::Write);
    if (!database || database->isReadOnly()) {
        database = Database::open(session, Database::Access::Read);
    }
    return database;
}

}  // namespace

base::Result<Database> openForRecording(const std::filesystem::path& session) {
    if (auto made = makeFile(session); !made) {
        return made.error();
    }
    if (auto plain = checkIsPlainFile(session); !plain) {
        return plain.error();
    }
    auto database = Database::open(session, Database::Access::Write);
    if (!database) {
        return database;
    }
    if (database->isReadOnly()) {
        return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), std::strerror(EACCES)}};
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
    if (const auto version = versionOf(*database, session); version && *version > 0 && *version < kNewest) {
        if (auto migrated = migrate(*database, session, *version); !migrated) {
            return migrated.error();
        }
    }
    if (auto fine = check(*database, session); !fine) {
        return fine.error();
    }
    rememberSession(sessionId(*database));
    database->waitEagerly();
    if (auto ready = database->run(kRecordingPragmas); !ready) {
        return inFile(ready.error(), session);
    }
    return database;
}

base::Result<Database> openForReading(const std::filesystem::path& session, const base::CancelToken& cancel,
                                      const SessionCopy::Progress& progress) {
    if (auto plain = checkIsPlainFile(session); !plain) {
        return plain.error();
    }
    const bool isOurs = isFromHere(session);
    auto database = isOurs ? connectForReading(session) : connectForeign(session, cancel, progress);
    if (!database) {
        return database;
    }
    if (auto fine = isOurs ? check(*database, session) : checkInTime(*database, session); !fine) {
        return fine.error();
    }
    if (auto ready = database->run(kReadingPragmas); !ready) {
        return inFile(ready.error(), session);
    }
    return database;
}

}  // namespace mirrorscope::storage
