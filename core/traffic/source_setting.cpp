// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/source_setting.h"

#include <algorithm>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(SourceMode::Count)> kModes{"analyse", "store",
                                                                                           "ignore"};

}  // namespace

std::string_view sourceModeName(SourceMode mode) {
    return kModes.at(static_cast<std::size_t>(mode));
}

std::optional<SourceMode> sourceModeByName(std::string_view name) {
    const auto found = std::ranges::find(kModes, name);
    return found == kModes.end() ? std::nullopt
                                 : std::optional(static_cast<SourceMode>(found - kModes.begin()));
}

}  // namespace mirrorscope::traffic
