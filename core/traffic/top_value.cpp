// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/top_value.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, 4> kNames{"client", "host", "path", "agent"};

}  // namespace

std::string_view topDimensionName(TopDimension dimension) {
    return kNames[static_cast<std::size_t>(dimension)];
}

std::optional<TopDimension> topDimensionByName(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name) {
            return static_cast<TopDimension>(i);
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::traffic
