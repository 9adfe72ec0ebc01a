// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "tests/bench/scenario.h"

namespace mirrorscope::bench {

/// Rows a second of a plain loop over the SQLite C API: the same schema, the same rows, 32 a transaction,
/// synchronous=FULL. What a journal without threads, queue and answers would reach. -1 on failure.
double insertRate(const Scenario& scenario, const std::filesystem::path& directory, int seconds);

}  // namespace mirrorscope::bench
