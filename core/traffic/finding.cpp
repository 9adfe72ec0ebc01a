// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/finding.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, 3> kNames{"note", "warning", "error"};

}  // namespace

std::string_view findingSeverityName(FindingSeverity severity) {
    return kNames[static_cast<std::size_t>(severity)];
}

std::optional<FindingSeverity> findingSeverityByName(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name) {
            return static_cast<FindingSeverity>(i);
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::traffic
