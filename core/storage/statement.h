// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/storage/database.h"

namespace mirrorscope::storage {

/// A prepared statement. Values are bound in order, text and bytes without a copy: they must live until run()
/// or the last next(). A failure is kept and reported by run() and by failed(). Belongs to its Database's
/// thread.
class Statement {
public:
    static base::Result<Statement> prepare(Database& database, const char* sql);

    Statement& bind(std::int64_t value);
    Statement& bind(std::optional<std::int64_t> value);
    Statement& bindText(std::string_view value);
    Statement& bindBlob(std::string_view value);
    /// A column of another statement's current row, as it is; copied.
    Statement& bindColumn(const Statement& row, int column);

    /// Executes a statement without rows and makes it ready for the next.
    base::Result<void> run();

    /// The next row; false at the end and on failure. Starts anew after either.
    bool next();
    /// Whether the last next() ended by a failure, and which.
    std::optional<base::Error> failed() const;

    /// Columns of the current row, from 0.
    std::int64_t number(int column) const;
    std::optional<std::int64_t> knownNumber(int column) const;
    std::string bytes(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    void reset();

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    Database* m_database = nullptr;
    int m_bound = 0;
    std::optional<base::Error> m_failure;
};

}  // namespace mirrorscope::storage
