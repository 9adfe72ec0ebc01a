// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace mirrorscope::detection {

/// Ids of the rules (chains by their first link) whose targets include REMOTE_ADDR. They are left out for a
/// request whose client is unknown: libmodsecurity takes a missing address for an empty one, and a negated
/// match (`!@ipMatch`) would hold for it.
std::vector<std::int64_t> addressRules(std::string_view rules);

}  // namespace mirrorscope::detection
