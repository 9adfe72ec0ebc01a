// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/cancel_token.h"
#include "core/base/error.h"

namespace mirrorscope::storage {

/// Bytes of the new file so far, and about how many there will be.
using SaveProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

/// Writes the session as it is now into a new file (0600), compact and without a log, while it may be
/// recorded on. The copy is a session of its own: both can be recorded into and told apart. The new file
/// appears when it is whole and on the disk; until then it is NEW.part, which a later try replaces.
/// Errors of openForReading(); SessionExists, SessionUnwritable, StorageFull, Cancelled.
base::Result<void> saveSession(const std::filesystem::path& session, const std::filesystem::path& target,
                               const base::CancelToken& cancel, const SaveProgress& progress);

}  // namespace mirrorscope::storage
