// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/inner_pages.h"
#include "core/storage/session_copy.h"

namespace mirrorscope::storage {

/// A damaged session, open for reading without a byte of it being changed: in place when it has no log and
/// its list of tables is whole, else from a copy. In the copy a destroyed list of tables is replaced by that
/// of a new session, which has its tables at the same places, and destroyed inner pages of tables are made
/// anew. Lives while it is read; one thread.
class SalvageSource {
public:
    /// SessionMissing, SessionUnreadable, SessionLocked (it is being recorded), SessionNotOurs,
    /// SessionTooNew, SessionCorrupt when nothing in it can be recognised, Cancelled. Copies go below
    /// `directory`.
    static base::Result<SalvageSource> open(const std::filesystem::path& session,
                                            const std::filesystem::path& directory,
                                            const base::CancelToken& cancel,
                                            const SessionCopy::Progress& progress);

    Database& database() { return *m_database; }
    /// The list of tables was destroyed.
    bool isListReplaced() const { return m_isListReplaced; }
    /// Inner pages of tables that were destroyed.
    std::size_t rebuiltPages() const { return m_rebuiltPages; }

private:
    SalvageSource() = default;
    base::Result<void> openAsItIs();
    base::Result<void> replaceList(const std::filesystem::path& directory);
    base::Result<void> checkCursors();
    base::Result<void> rebuild(const std::vector<InnerPage>& pages);

    std::optional<SessionCopy> m_copy;  // outlives the connection
    std::filesystem::path m_file;
    std::optional<Database> m_database;
    bool m_isListReplaced = false;
    std::size_t m_rebuiltPages = 0;
};

}  // namespace mirrorscope::storage
