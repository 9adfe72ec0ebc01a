// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/mark.h"

#include <algorithm>
#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Mark::Count)> kNames{
    "none", "follow-up", "important", "question", "evidence", "done"};

}  // namespace

std::string_view markName(Mark mark) {
    return kNames[static_cast<std::size_t>(mark)];
}

std::optional<Mark> markByName(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    return found == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<Mark>(std::distance(kNames.begin(), found)));
}

}  // namespace mirrorscope::traffic
