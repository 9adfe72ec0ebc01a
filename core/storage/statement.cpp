// SPDX-License-Identifier: Apache-2.0
#include "core/storage/statement.h"

namespace mirrorscope::storage {

base::Result<Statement> Statement::prepare(Database& database, const char* sql) {
    sqlite3_stmt* handle = nullptr;
    if (sqlite3_prepare_v3(database.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr) !=
        SQLITE_OK) {
        return database.failure(sql);
    }
    Statement statement;
    statement.m_statement.reset(handle);
    statement.m_database = &database;
    return statement;
}

Statement& Statement::bind(std::int64_t value) {
    sqlite3_bind_int64(m_statement.get(), ++m_bound, value);
    return *this;
}

Statement& Statement::bind(std::optional<std::int64_t> value) {
    if (value) {
        return bind(*value);
    }
    sqlite3_bind_null(m_statement.get(), ++m_bound);
    return *this;
}

Statement& Statement::bindText(std::string_view value) {
    // An empty view may have no address, which SQLite would take for NULL.
    const char* data = value.empty() ? "" : value.data();
    sqlite3_bind_text64(m_statement.get(), ++m_bound, data, value.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(std::string_view value) {
    const char* data = value.empty() ? "" : value.data();
    sqlite3_bind_blob64(m_statement.get(), ++m_bound, data, value.size(), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindColumn(const Statement& row, int column) {
    sqlite3_bind_value(m_statement.get(), ++m_bound, sqlite3_column_value(row.m_statement.get(), column));
    return *this;
}

base::Result<void> Statement::run() {
    const int code = sqlite3_step(m_statement.get());
    base::Result<void> outcome;
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        outcome = m_database->failure("A write");
    }
    reset();
    return outcome;
}

bool Statement::next() {
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    m_failure.reset();
    if (code != SQLITE_DONE) {
        m_failure = m_database->failure("A read");
    }
    reset();
    return false;
}

std::optional<base::Error> Statement::failed() const {
    return m_failure;
}

void Statement::reset() {
    sqlite3_reset(m_statement.get());
    m_bound = 0;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(m_statement.get(), column);
}

std::optional<std::int64_t> Statement::knownNumber(int column) const {
    if (sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL) {
        return std::nullopt;
    }
    return number(column);
}

std::string Statement::bytes(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column));
    return data == nullptr ? std::string() : std::string(data, size);
}

}  // namespace mirrorscope::storage
