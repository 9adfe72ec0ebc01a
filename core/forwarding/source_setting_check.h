// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::forwarding {

/// Longest name that a person may give, in bytes: one line of a board, and room for the names that sources
/// have by themselves (kLongestName), which taking a name back says.
inline constexpr std::size_t kLongestSourceName = 256;

/// What holds for a setting whichever way it is said (command line, window): InvalidArgument with the option,
/// what was said and what may be. Whether it can be merged only the session knows (storage::SourceSettings).
/// Pure; any thread.
base::Result<void> checkSourceSetting(const traffic::SourceSetting& setting);

}  // namespace mirrorscope::forwarding
