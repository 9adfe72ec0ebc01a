// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/http/head.h"

namespace mirrorscope::forwarding {

/// The field that demo traffic carries.
inline constexpr std::string_view kSyntheticHeader = "X-Mirrorscope-Synthetic";
/// Demo traffic connects from this part of loopback and nobody else does by default: a proxy on this machine
/// comes from 127.0.0.1 and passes on whatever a client sends, so the field alone would let an attacker call
/// an attack invented.
inline constexpr std::string_view kSyntheticPeers = "127.0.1.0/24";

/// True for a request of our own demo traffic. Pure.
bool isSynthetic(const http::Head& head, std::string_view peer);

}  // namespace mirrorscope::forwarding
