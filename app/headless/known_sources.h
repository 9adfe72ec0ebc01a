// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace mirrorscope::headless {

/// The filter without the requests of known sources that hide, as the window's file has them; a line on
/// stderr says which. Unset, with a message, where the file or so long a filter cannot be read.
std::optional<std::string> hidingKnown(const std::string& filter);

}  // namespace mirrorscope::headless
