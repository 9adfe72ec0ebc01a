// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::snippets {

/// Where the copies go: a host that may stand in any configuration without quoting, and a port.
struct Endpoint {
    std::string host;  // a name, an IPv4 address, or an IPv6 address without brackets
    std::uint16_t port = 0;

    /// "name:8445", "[::1]:8445"
    std::string text() const;
};

/// HOST:PORT, both required; IPv6 in brackets. A name holds letters, digits, "-", "_" and "." (RFC 1123 2.1,
/// with the underscore of container networks).
std::optional<Endpoint> parseEndpoint(std::string_view text);
/// The same into `out`; false, and `out` stays, when it is none.
bool setEndpoint(Endpoint& out, std::string_view text);

}  // namespace mirrorscope::snippets
