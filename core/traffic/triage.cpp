// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/triage.h"

#include <algorithm>
#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TriageState::Count)> kNames{
    "new", "confirmed", "false-positive", "escalated", "archived"};

}  // namespace

std::string_view triageStateName(TriageState state) {
    return kNames[static_cast<std::size_t>(state)];
}

std::optional<TriageState> triageStateByName(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    return found == kNames.end()
               ? std::nullopt
               : std::optional(static_cast<TriageState>(std::distance(kNames.begin(), found)));
}

}  // namespace mirrorscope::traffic
