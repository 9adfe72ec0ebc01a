// SPDX-License-Identifier: Apache-2.0
#include "core/storage/reattribution.h"

#include "core/storage/session_file.h"
#include "core/storage/transaction.h"
#include "core/storage/writer_lock.h"

namespace mirrorscope::storage {
namespace {

/// Requests that were never attributed are no part of it: their turn comes anyway.
constexpr char kBeginSql[] =
    "INSERT OR REPLACE INTO meta SELECT 'reattribution.until', max(request,"
    " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reattribution.until'), 0))"
    " FROM cursor WHERE name = 'context';"
    "UPDATE cursor SET request = 0 WHERE name = 'context';"
    "DELETE FROM finding;"
    "DELETE FROM header_presence;";

constexpr char kCancelSql[] =
    "UPDATE cursor SET request = max(request,"
    " ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reattribution.until'), 0))"
    " WHERE name = 'context';"
    "DELETE FROM meta WHERE key = 'reattribution.until';";

}  // namespace

base::Result<void> followReattribution(Database& database, const ReattributionOrder& order) {
    return database.run(order.kind == ReattributionOrder::Kind::Begin ? kBeginSql : kCancelSql);
}

base::Result<traffic::RequestId> beginReattribution(const std::filesystem::path& session) {
    const auto lock = WriterLock::take(session);
    if (!lock) {
        return lock.error();
    }
    auto database = openForRecording(session);
    if (!database) {
        return database.error();
    }
    auto transaction = Transaction::begin(*database);
    if (!transaction) {
        return transaction.error();
    }
    if (auto begun = database->run(kBeginSql); !begun) {
        return begun.error();
    }
    const auto until =
        database->number("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'reattribution.until'");
    if (!until) {
        return until.error();
    }
    if (auto done = transaction->commit(); !done) {
        return done.error();
    }
    return *until;
}

}  // namespace mirrorscope::storage
