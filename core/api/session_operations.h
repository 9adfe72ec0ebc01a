// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/base/error.h"

namespace mirrorscope::api {

/// Bytes written so far, and about how many there will be. Called on the thread of the work.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// What can be done with the session as a whole while it is used. Every function blocks for as long as the
/// disk takes and may be called from any thread but the window's.
class SessionOperations {
public:
    virtual ~SessionOperations() = default;

    /// False in a process that does not record the session. Never blocks.
    virtual bool mayBegin() const = 0;
    /// Goes on in a new session: listeners and connections stay. SessionExists; on failure nothing changes.
    virtual base::Result<void> begin(const std::filesystem::path& next) = 0;
    /// Writes the session as it is now into a new file. SessionExists, SessionUnwritable, StorageFull,
    /// Cancelled: then there is no new file.
    virtual base::Result<void> saveCopy(const std::filesystem::path& target, const base::CancelToken& cancel,
                                        const CopyProgress& progress) = 0;
};

}  // namespace mirrorscope::api
