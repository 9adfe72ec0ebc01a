// SPDX-License-Identifier: Apache-2.0
#include "core/forwarding/printable_name.h"

#include <algorithm>

namespace mirrorscope::forwarding {

std::string printableName(std::string_view text) {
    const bool usable = text.size() <= kLongestName &&
                        std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
    return usable ? std::string(text) : std::string{};
}

}  // namespace mirrorscope::forwarding
