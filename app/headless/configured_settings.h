// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/config/settings.h"

namespace mirrorscope::headless {

/// What --config names, or the file at its usual place, with each --set KEY=VALUE over it.
base::Result<config::Settings> configuredSettings(const std::string& config,
                                                  const std::vector<std::string>& assignments);

}  // namespace mirrorscope::headless
