// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/request_order.h"

#include <algorithm>
#include <array>

namespace mirrorscope::traffic {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(SortKey::Count)> kNames{
    "id",     "duration", "listener", "peer", "method", "target",     "version", "head_bytes", "body_bytes",
    "source", "client",   "scheme",   "host", "port",   "request_id", "state",   "score"};

}  // namespace

std::string_view sortKeyName(SortKey key) {
    return kNames[static_cast<std::size_t>(key)];
}

std::optional<SortKey> sortKeyByName(std::string_view name) {
    const auto found = std::ranges::find(kNames, name);
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<SortKey>(found - kNames.begin()));
}

}  // namespace mirrorscope::traffic
