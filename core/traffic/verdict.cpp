// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/verdict.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Severity::Count)> kSeverities{
    "info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, static_cast<std::size_t>(RequestState::Count)> kStates{
    "pending", "clean", "suspicious", "attack", "excluded", "not-analysed", "error"};

template <typename Enum, std::size_t N>
std::optional<Enum> byName(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view severityName(Severity severity) {
    return kSeverities[static_cast<std::size_t>(severity)];
}

std::optional<Severity> severityByName(std::string_view name) {
    return byName<Severity>(kSeverities, name);
}

std::string_view requestStateName(RequestState state) {
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<RequestState> requestStateByName(std::string_view name) {
    return byName<RequestState>(kStates, name);
}

}  // namespace mirrorscope::traffic
