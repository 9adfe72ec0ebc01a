// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/request_context.h"

#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(ClientTrust::Count)> kNames{
    "unknown", "peer", "claimed", "verified"};

}  // namespace

std::string_view clientTrustName(ClientTrust trust) {
    return kNames[static_cast<std::size_t>(trust)];
}

std::optional<ClientTrust> clientTrustByName(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name) {
            return static_cast<ClientTrust>(i);
        }
    }
    return std::nullopt;
}

}  // namespace mirrorscope::traffic
