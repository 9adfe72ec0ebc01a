// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/base/error.h"

namespace mirrorscope::storage {

/// Says who records a session: FILE.lock beside it, held by flock(2) so that any death of the process frees
/// it, with the process id inside for people. Released when destroyed.
class WriterLock {
public:
    /// SessionLocked with the holder's process id; SessionUnwritable.
    static base::Result<WriterLock> take(const std::filesystem::path& session);
    /// Whether somebody records the session now; leaves no lock file. False also when the lock file may not
    /// be read.
    static bool isHeld(const std::filesystem::path& session);
    /// The process id of who records it; empty when nobody does.
    static std::optional<std::string> holder(const std::filesystem::path& session);
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&& other) noexcept;
    ~WriterLock();

private:
    explicit WriterLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

}  // namespace mirrorscope::storage
