// SPDX-License-Identifier: Apache-2.0
#include "core/storage/users_connection.h"

#include "core/storage/foreign_session.h"
#include "core/storage/session_file.h"

namespace mirrorscope::storage {
namespace {

/// A recorder under full load holds the write lock most of the time, though never for long.
constexpr int kPatienceMilliseconds = 15'000;

}  // namespace

base::Result<Database> openForUser(const std::filesystem::path& session) {
    // All that reading checks, reading checks; what it opens may be a copy or immutable.
    if (auto readable = openForReading(session); !readable) {
        return readable.error();
    }
    if (!isFromHere(session)) {
        return base::Error{
            base::ErrorCode::SessionUnwritable,
            {session.string(), "it was recorded elsewhere; save a copy of it and work on that"}};
    }
    auto database = Database::open(session, Database::Access::Write);
    if (!database) {
        return database.error();
    }
    if (database->isReadOnly()) {
        return base::Error{base::ErrorCode::SessionUnwritable, {session.string(), "it is read-only"}};
    }
    sqlite3_busy_timeout(database->handle(), kPatienceMilliseconds);
    if (auto ready = database->run("PRAGMA synchronous=FULL; PRAGMA cache_size=-2048"); !ready) {
        return ready.error();
    }
    return database;
}

}  // namespace mirrorscope::storage
