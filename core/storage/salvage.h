// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/storage/table_rescue.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

struct SalvageReport {
    std::vector<RescuedTable> tables;
    /// Indices of the damaged session that cannot be read to their end: made anew, nothing is lost by them.
    std::vector<std::string> damagedIndices;
    /// The list of tables was destroyed and replaced by that of a new session.
    bool isListReplaced = false;
    /// Destroyed pages that lead to rows, made anew.
    std::size_t rebuiltPages = 0;
    /// Requests whose kept body is complete but is not what its SHA-256 says; kept as they are.
    std::vector<traffic::RequestId> alteredBodies;

    const RescuedTable* table(std::string_view name) const;
    bool isUndamaged() const;
};

/// Told now and then: what is done, and how many rows (bytes while a copy is made) of it.
using SalvageProgress = std::function<void(std::string_view doing, std::uint64_t done)>;

/// Reads what can be read of a damaged session and writes it into a new one, with the same ids; the damaged
/// file is not changed. Copies that are needed for reading go beside the new one. A failure or cancel leaves
/// no new file. SessionMissing, SessionUnreadable, SessionLocked, SessionNotOurs, SessionTooNew,
/// SessionCorrupt (nothing can be recognised), SessionUnwritable (`rescued` exists already), StorageFull,
/// Cancelled. Blocks; any thread.
base::Result<SalvageReport> salvage(const std::filesystem::path& damaged,
                                    const std::filesystem::path& rescued,
                                    const base::CancelToken& cancel = {},
                                    const SalvageProgress& progress = {});

}  // namespace mirrorscope::storage
