// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace mirrorscope::config {

/// XDG base directories with "mirrorscope" behind them; not created here. A relative XDG variable is ignored,
/// as the specification says.
std::filesystem::path configDirectory();
std::filesystem::path dataDirectory();

std::filesystem::path defaultConfigFile();   // mirrorscope.yaml
std::filesystem::path defaultSessionFile();  // default.mscope

}  // namespace mirrorscope::config
