// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace mirrorscope::pipeline {

/// Bytes of a session and its log on disk; 0 for what is not there. Any thread.
std::uint64_t sessionSize(const std::filesystem::path& session);

}  // namespace mirrorscope::pipeline
