// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/cancel_token.h"
#include "core/base/error.h"

namespace mirrorscope::storage {

/// One SQLite connection. One owner, one thread at a time.
class Database {
public:
    /// Immutable: nobody writes the file and it has no log; leaves no files beside it.
    enum class Access { Immutable, Read, Write, Create };

    /// SessionUnreadable or SessionUnwritable with SQLite's reason.
    static base::Result<Database> open(const std::filesystem::path& file, Access access);

    /// Runs one or more statements without results.
    base::Result<void> run(const char* sql);
    /// The first column of the first row; 0 when there is none.
    base::Result<std::int64_t> number(const char* sql);

    /// While the token lives in the connection, statements end with Cancelled soon after it is cancelled.
    void setCancel(const base::CancelToken* cancel);

    /// Looks again five thousand times a second while another connection writes, instead of ever later as
    /// SQLite does: the recorder must not stand behind people who triage without a pause.
    void waitEagerly();

    bool isReadOnly() const { return sqlite3_db_readonly(m_handle.get(), "main") == 1; }
    sqlite3* handle() const { return m_handle.get(); }
    /// What the last call failed with: StorageFull, Cancelled, SessionCorrupt or StorageFailed with `doing`.
    base::Error failure(std::string_view doing) const;

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> m_handle;
    std::string m_file;
};

}  // namespace mirrorscope::storage
