// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace mirrorscope::bench {

/// Measures what a window asks of a recorded session, each beside its goal, with a cold and a warm page
/// cache, and prints it. Run in a process of its own: the peak of its memory is one of the figures. False
/// when something could not be measured; a missed goal is printed, not a failure.
bool readSession(const std::filesystem::path& session);

}  // namespace mirrorscope::bench
