// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/source.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(SourceKind::Count)> kNames{
    "unknown", "nginx",         "envoy",       "istio",         "traefik",
    "haproxy", "trafficserver", "gateway-api", "ingress-nginx", "other"};

}  // namespace

std::string_view sourceKindName(SourceKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<SourceKind> sourceKindByName(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name) {
            return static_cast<SourceKind>(i);
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::traffic
