// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/base/error.h"

namespace mirrorscope::storage {

/// A private copy of a session file and of its log, in a directory of its own (0700) that goes with it. The
/// original is only read; no connection of this process may be open on it, as closing a file drops all locks
/// that the process holds on it. One owner.
class SessionCopy {
public:
    using Progress = std::function<void(std::uint64_t doneBytes, std::uint64_t allBytes)>;

    /// In a new directory below `directory`. SessionUnreadable, SessionUnwritable, Cancelled.
    static base::Result<SessionCopy> make(const std::filesystem::path& session,
                                          const std::filesystem::path& directory,
                                          const base::CancelToken& cancel, const Progress& progress);
    SessionCopy(SessionCopy&& other) noexcept;
    SessionCopy& operator=(SessionCopy&& other) noexcept;
    ~SessionCopy();

    std::filesystem::path path() const { return m_directory / "copy.mscope"; }

private:
    explicit SessionCopy(std::filesystem::path directory) : m_directory(std::move(directory)) {}
    std::filesystem::path m_directory;  // empty: moved from
};

/// A file that can be a session: neither directory nor pipe nor device, also behind links. SessionMissing,
/// SessionUnreadable.
base::Result<void> checkIsPlainFile(const std::filesystem::path& session);

}  // namespace mirrorscope::storage
