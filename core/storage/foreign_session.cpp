// SPDX-License-Identifier: Apache-2.0
#include "core/storage/foreign_session.h"

#include <string>

#include "core/storage/own_sessions.h"
#include "core/storage/schema_check.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

/// Virtual machine steps between two looks at the clock: well below a millisecond.
constexpr int kStepsBetweenLooks = 2000;
/// The longest value of ours is a part of a body, 256 KiB; one kept whole by an older version is 16 MiB.
constexpr int kLongestValue = 64 << 20;

int isOver(void* deadline) {
    return static_cast<const CheckDeadline*>(deadline)->isOver() ? 1 : 0;
}

bool hasLog(const std::filesystem::path& session) {
    std::error_code failed;
    const auto size = std::filesystem::file_size(session.string() + "-wal", failed);
    return !failed && size > 0;
}

base::Result<Database> connectCareful(const std::filesystem::path& session, Database::Access access) {
    auto database = Database::open(session, access);
    if (database) {
        sqlite3_limit(database->handle(), SQLITE_LIMIT_LENGTH, kLongestValue);
        sqlite3_limit(database->handle(), SQLITE_LIMIT_ATTACHED, 0);
        // Offsets in pages are looked at before they are followed.
        static_cast<void>(database->run("PRAGMA cell_size_check=1"));
    }
    return database;
}

}  // namespace

CheckDeadline::CheckDeadline(Database& database)
    : m_database(database), m_end(std::chrono::steady_clock::now() + kCheckTime) {
    sqlite3_progress_handler(m_database.handle(), kStepsBetweenLooks, storage::isOver, this);
}

CheckDeadline::~CheckDeadline() {
    sqlite3_progress_handler(m_database.handle(), 0, nullptr, nullptr);
}

bool isFromHere(const std::filesystem::path& session) {
    if (WriterLock::isHeld(session)) {
        return true;
    }
    auto database = connectCareful(session, Database::Access::Immutable);
    if (!database) {
        return false;
    }
    const CheckDeadline deadline(*database);
    const auto ours = hasOurSchema(*database);
    return ours && *ours && isOwnSession(sessionId(*database));
}

base::Result<Database> connectForeign(const std::filesystem::path& session, const base::CancelToken& cancel,
                                      const SessionCopy::Progress& progress) {
    if (!hasLog(session)) {
        return connectCareful(session, Database::Access::Immutable);
    }
    std::error_code failed;
    const auto directory = std::filesystem::temp_directory_path(failed);
    auto copy = SessionCopy::make(session, failed ? "/tmp" : directory, cancel, progress);
    if (!copy) {
        return copy.error();
    }
    {
        auto database = connectCareful(copy->path(), Database::Access::Write);
        if (!database) {
            return database;
        }
        // A log of another file is not taken. What the tables hold is checked by the caller.
        static_cast<void>(database->run("PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    // The connection keeps the file of the copy; its name goes now.
    return connectCareful(copy->path(), Database::Access::Immutable);
}

}  // namespace mirrorscope::storage
