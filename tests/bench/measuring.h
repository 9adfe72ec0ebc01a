// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>

namespace mirrorscope::bench {

double millisecondsSince(std::chrono::steady_clock::time_point begin);

/// Asks the kernel to forget the session; the next read comes from the disk, as far as the disk has no cache
/// itself.
void forget(const std::filesystem::path& session);

/// MiB that this process took at most.
double peakMemory();

}  // namespace mirrorscope::bench
