// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <string>

#include "core/base/error.h"

namespace mirrorscope::snippets::lint {

/// The whole text of a configuration, at most kMostText bytes. TextUnreadable names `name` and the reason.
/// Blocks as long as the file does; any thread.
base::Result<std::string> readConfiguration(std::FILE* file, const std::string& name);
base::Result<std::string> readConfigurationFile(const std::string& path);

/// What is said of a text that is larger than kMostText.
base::Error textTooLarge(const std::string& name);

}  // namespace mirrorscope::snippets::lint
