// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// A transaction that is rolled back when it is destroyed without a commit. Lives on its Database's thread
/// and not longer than it.
class Transaction {
public:
    /// Snapshot: several reads see one state. Write: takes the file's write lock at once.
    enum class Kind { Snapshot, Write };

    static base::Result<Transaction> begin(Database& database, Kind kind = Kind::Write);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    base::Result<void> commit();

private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;  // null: moved from
};

}  // namespace mirrorscope::storage
