// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/annotation.h"

#include <algorithm>
#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Annotation::Kind::Count)> kNames{
    "listener-on", "listener-off", "recorder-lost", "rules-loaded", "probed", "removed", "refused"};

}  // namespace

std::string_view annotationKindName(Annotation::Kind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<Annotation::Kind> annotationKindByName(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    return found == kNames.end() ? std::nullopt
                                 : std::optional(static_cast<Annotation::Kind>(found - kNames.begin()));
}

}  // namespace mirrorscope::traffic
