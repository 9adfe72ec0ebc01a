// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::forwarding {

/// The headers that a contract promises in every copy: JSON as `snippet KIND --contract --json` prints it, as
/// it is kept with a source. Unset when the text is none.
std::optional<std::vector<std::string>> promisedNames(std::string_view contract);

}  // namespace mirrorscope::forwarding
