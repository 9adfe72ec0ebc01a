// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/error.h"

namespace mirrorscope::config {

/// Gives a file another content at once or not at all, also when the power goes. What is there keeps its mode
/// and stays where a symbolic link leads; a new file gets 0600, its missing directories 0700. OutputFailed.
base::Result<void> replaceFile(const std::filesystem::path& file, std::string_view content);

}  // namespace mirrorscope::config
