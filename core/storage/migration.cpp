// SPDX-License-Identifier: Apache-2.0
#include "core/storage/migration.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include "core/storage/schema.h"
#include "core/storage/schema_check.h"
#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

constexpr mode_t kMode = 0600;

base::Error notMigrated(const std::filesystem::path& session, const std::string& reason) {
    return {base::ErrorCode::SessionNotMigrated, {session.string(), reason}};
}

/// Why, in SQLite's or the system's words.
std::string reasonOf(const base::Error& error) {
    return error.code == base::ErrorCode::StorageFull ? "the disk is full"
           : error.arguments.empty()                  ? "it was interrupted"
                                                      : error.arguments.back();
}

/// SQLite's own way of copying: it includes what is in the write-ahead log and holds the file still.
base::Result<void> copyInto(const std::filesystem::path& file, Database& database) {
    auto copy = Database::open(file, Database::Access::Write);
    if (!copy) {
        return copy.error();
    }
    sqlite3_backup* backup = sqlite3_backup_init(copy->handle(), "main", database.handle(), "main");
    if (backup != nullptr) {
        sqlite3_backup_step(backup, -1);
    }
    if (backup == nullptr || sqlite3_backup_finish(backup) != SQLITE_OK) {
        return copy->failure("Copying the session");
    }
    return {};
}

/// Under another name until it is whole: a copy that was cut off must not look like one.
base::Result<void> keepCopy(Database& database, const std::filesystem::path& session, std::int64_t version) {
    const std::filesystem::path copy = backupPath(session, version);
    const std::filesystem::path begun = copy.string() + ".part";
    std::error_code failed;
    std::filesystem::remove(begun, failed);
    const int descriptor = ::open(begun.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
    if (descriptor < 0) {
        return notMigrated(session, "no copy can be made beside it: " + std::string(std::strerror(errno)));
    }
    ::close(descriptor);
    auto copied = copyInto(begun, database);
    if (copied) {
        std::filesystem::rename(begun, copy, failed);
    }
    if (!copied || failed) {
        const std::string reason = copied ? failed.message() : reasonOf(copied.error());
        std::filesystem::remove(begun, failed);
        return notMigrated(session, "no copy can be made beside it: " + reason);
    }
    return {};
}

base::Result<void> takeSteps(Database& database, const std::filesystem::path& session, std::int64_t version) {
    auto transaction = Transaction::begin(database);
    if (!transaction) {
        return notMigrated(session, reasonOf(transaction.error()));
    }
    for (auto step = static_cast<std::size_t>(version) - 1; step < kMigrationSql.size(); ++step) {
        if (auto done = database.run(kMigrationSql[step]); !done) {
            return notMigrated(session, reasonOf(done.error()));
        }
    }
    const auto ours = hasOurSchema(database);
    if (!ours || !*ours) {
        return base::Error{base::ErrorCode::SessionCorrupt,
                           {session.string(), "its tables are not as we made them"}};
    }
    const std::string mark = "PRAGMA user_version=" + std::to_string(kSchemaVersion);
    auto done = database.run(mark.c_str());
    if (done) {
        done = transaction->commit();
    }
    return done ? done : notMigrated(session, reasonOf(done.error()));
}

}  // namespace

std::filesystem::path backupPath(const std::filesystem::path& session, std::int64_t version) {
    return session.string() + ".v" + std::to_string(version) + "-backup";
}

base::Result<void> migrate(Database& database, const std::filesystem::path& session, std::int64_t version) {
    if (auto kept = keepCopy(database, session, version); !kept) {
        return kept;
    }
    return takeSteps(database, session, version);
}

}  // namespace mirrorscope::storage
