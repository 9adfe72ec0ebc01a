// SPDX-License-Identifier: Apache-2.0
#include "core/storage/database.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "core/base/byte_text.h"
#include "core/storage/request_set.h"

namespace mirrorscope::storage {
namespace {

/// Another process may hold the file for the length of a short transaction (triage, a checkpoint).
constexpr int kBusyMilliseconds = 2000;
/// Virtual machine steps between two looks at the cancel token: a few rows, because a filter may search the
/// body of each.
constexpr int kStepsBetweenLooks = 200;

constexpr std::chrono::microseconds kEagerLook{200};

int lookAgain(void*, int looks) {
    if (looks * kEagerLook >= std::chrono::milliseconds(kBusyMilliseconds)) {
        return 0;
    }
    std::this_thread::sleep_for(kEagerLook);
    return 1;
}

int openFlags(Database::Access access) {
    const bool writes = access == Database::Access::Write || access == Database::Access::Create;
    return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
           (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
           (access == Database::Access::Create ? SQLITE_OPEN_CREATE : 0) |
           (access == Database::Access::Immutable ? SQLITE_OPEN_URI : 0);
}

/// SQLite counts its memory under one lock for all threads unless told not to before its first use; nothing
/// here asks for the count, and the journal saves a twentieth of its time.
void configureLibrary() {
    static const int outcome = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(outcome);  // SQLITE_MISUSE when somebody used SQLite before: slower, nothing else
}

/// Immutability is a parameter of SQLite's file: addresses (sqlite.org/uri.html), in which three characters
/// must be escaped.
std::string immutableAddress(const std::filesystem::path& file) {
    std::string address = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        const bool special = c == '%' || c == '?' || c == '#';
        address += special ? "%" + base::toHex(std::string_view(&c, 1)) : std::string(1, c);
    }
    return address + "?immutable=1";
}

int isCancelled(void* token) {
    return static_cast<const base::CancelToken*>(token)->isCancelled() ? 1 : 0;
}

}  // namespace

base::Result<Database> Database::open(const std::filesystem::path& file, Access access) {
    configureLibrary();
    Database database;
    database.m_file = file.string();
    sqlite3* handle = nullptr;
    const std::string name = access == Access::Immutable ? immutableAddress(file) : database.m_file;
    const int code = sqlite3_open_v2(name.c_str(), &handle, openFlags(access), nullptr);
    database.m_handle.reset(handle);
    if (code != SQLITE_OK) {
        const int system = handle != nullptr ? sqlite3_system_errno(handle) : 0;
        const std::string reason = system != 0 ? std::strerror(system) : sqlite3_errstr(code);
        const bool reads = access == Access::Read || access == Access::Immutable;
        const auto kind = reads ? base::ErrorCode::SessionUnreadable : base::ErrorCode::SessionUnwritable;
        return base::Error{kind, {file.string(), reason}};
    }
    sqlite3_busy_timeout(handle, kBusyMilliseconds);
    // A session may come from a stranger: no functions, triggers or views of its schema do anything.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    if (auto ready = registerRequestSetFunctions(database); !ready) {
        return ready.error();
    }
    return database;
}

void Database::waitEagerly() {
    sqlite3_busy_handler(m_handle.get(), lookAgain, nullptr);
}

base::Result<void> Database::run(const char* sql) {
    if (sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failure(sql);
    }
    return {};
}

base::Result<std::int64_t> Database::number(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v2(m_handle.get(), sql, -1, &statement, nullptr);
    std::int64_t value = 0;
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
        value = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    }
    sqlite3_finalize(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        return failure(sql);
    }
    return value;
}

void Database::setCancel(const base::CancelToken* cancel) {
    sqlite3_progress_handler(m_handle.get(), cancel != nullptr ? kStepsBetweenLooks : 0,
                             cancel != nullptr ? isCancelled : nullptr,
                             const_cast<base::CancelToken*>(cancel));
}

base::Error Database::failure(std::string_view doing) const {
    const int code = sqlite3_extended_errcode(m_handle.get());
    const std::string reason = sqlite3_errmsg(m_handle.get());
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return {base::ErrorCode::StorageFull, {m_file}};
        case SQLITE_INTERRUPT:
            return {base::ErrorCode::Cancelled, {}};
        case SQLITE_CORRUPT:
            return {base::ErrorCode::SessionCorrupt, {m_file, reason}};
        case SQLITE_NOTADB:
            return {base::ErrorCode::SessionNotOurs, {m_file}};
        default:
            return {base::ErrorCode::StorageFailed, {std::string(doing), reason}};
    }
}

}  // namespace mirrorscope::storage
