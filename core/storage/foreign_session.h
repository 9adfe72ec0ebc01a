// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/session_copy.h"

namespace mirrorscope::storage {

/// How long a file may keep us busy before it is known to be a session: a table can be made to have no end.
inline constexpr std::chrono::milliseconds kCheckTime{700};

/// While it lives, statements of the connection end when the time is over. On its thread; takes the place of
/// a cancel token.
class CheckDeadline {
public:
    explicit CheckDeadline(Database& database);
    CheckDeadline(const CheckDeadline&) = delete;
    CheckDeadline& operator=(const CheckDeadline&) = delete;
    ~CheckDeadline();

    bool isOver() const { return std::chrono::steady_clock::now() >= m_end; }

private:
    Database& m_database;
    const std::chrono::steady_clock::time_point m_end;
};

/// Whether a session is one of this machine: it is being recorded right now, or was recorded by us
/// (own_sessions.h). Opens it for a moment without leaving a trace.
bool isFromHere(const std::filesystem::path& session);

/// Opens a session of somebody else, unchecked: in place and immutable when it has no log, else from a copy
/// into which the log was taken and which is gone when the connection is. SessionUnreadable,
/// SessionUnwritable (the copy), Cancelled.
base::Result<Database> connectForeign(const std::filesystem::path& session, const base::CancelToken& cancel,
                                      const SessionCopy::Progress& progress);

}  // namespace mirrorscope::storage
