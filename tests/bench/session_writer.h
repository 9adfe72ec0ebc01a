// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "core/base/error.h"

namespace mirrorscope::bench {

struct WriteFigures {
    std::int64_t rows = 0;
    std::uint64_t rawBytes = 0;  // of heads and bodies
    double seconds = 0;

    double rate() const { return seconds > 0 ? static_cast<double>(rows) / seconds : 0; }
};

/// Makes a session of so many generated rows through the product's journal: requests, contexts, verdicts,
/// hits, attacks, indices and roll-ups. `progress` gets the rows written so far, now and then.
base::Result<WriteFigures> writeSession(const std::filesystem::path& session, std::uint64_t seed,
                                        std::int64_t rows, const std::function<void(std::int64_t)>& progress);

/// The time of writeSession() without that of inventing the rows, which are held in memory: some 10,000 of
/// them.
base::Result<WriteFigures> writeMemory(const std::filesystem::path& session, std::uint64_t seed,
                                       std::int64_t rows);

/// The same rows into the same tables by the same statements, but without indices, roll-ups, cursors and
/// threads: batches of `batch` in transactions with synchronous=FULL.
base::Result<WriteFigures> writePlain(const std::filesystem::path& session, std::uint64_t seed,
                                      std::int64_t rows, std::int64_t batch);

}  // namespace mirrorscope::bench
