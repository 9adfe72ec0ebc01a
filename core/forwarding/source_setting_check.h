// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::forwarding {

/// Longest name that a person may give: one line of a board.
inline constexpr std::size_t kLongestSourceName = 64;

/// What holds for a setting whichever way it is said (command line, window): InvalidArgument with the option,
/// what was said and what may be. Whether it can be merged only the session knows (storage::SourceSettings).
/// Pure; any thread.
base::Result<void> checkSourceSetting(const traffic::SourceSetting& setting);

}  // namespace mirrorscope::forwarding
