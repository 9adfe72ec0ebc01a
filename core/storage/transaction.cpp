// SPDX-License-Identifier: Apache-2.0
#include "core/storage/transaction.h"

#include <utility>

namespace mirrorscope::storage {

base::Result<Transaction> Transaction::begin(Database& database, Kind kind) {
    if (auto begun = database.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) {
        return begun.error();
    }
    return Transaction(database);
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    // A full disk and some other failures have ended it already; a failed COMMIT may not have.
    if (m_database != nullptr && sqlite3_get_autocommit(m_database->handle()) == 0) {
        static_cast<void>(m_database->run("ROLLBACK"));
    }
}

base::Result<void> Transaction::commit() {
    return m_database->run("COMMIT");
}

}  // namespace mirrorscope::storage
