// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::forwarding {

/// RFC 1035 2.3.4 allows 253; longer text is kept up to here only, because it becomes a grouping key.
inline constexpr std::size_t kLongestHost = 512;

/// A Host value taken apart. Envoy up to its suffix option, Istio up to 1.27 and GCP's balancer append
/// "-shadow" to the host of a copy, before the port: "name-shadow:8080".
struct ShadowHost {
    std::string_view host;  // without port, without the suffix; brackets kept
    std::optional<std::uint16_t> port;
    bool hadSuffix = false;
};

ShadowHost splitShadowHost(std::string_view value);

/// Host as names compare (RFC 9110 4.2.3): lower case, cut at kLongestHost.
std::string normalisedHost(std::string_view host);

}  // namespace mirrorscope::forwarding
