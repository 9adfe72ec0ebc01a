// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/ip_network.h"

namespace mirrorscope::forwarding {

/// One address as forwarding headers write it: "10.1.2.3", "10.1.2.3:4711", "2001:db8::1",
/// "[2001:db8::1]:4711", with or without quotes (RFC 7239 6 wants them, X-Forwarded-For has none). `unknown`
/// and `_name` are legal words that name nobody (RFC 7239 6.2, 6.3; Squid writes "unknown" into
/// X-Forwarded-For too).
struct ForwardedAddress {
    enum class Form : std::uint8_t { Address, Nobody, Invalid };
    Form form = Form::Invalid;
    base::IpAddress address;  // Form::Address only
    std::optional<std::uint16_t> port;
};

/// Pure; never fails, whatever the bytes.
ForwardedAddress readForwardedAddress(std::string_view text);

}  // namespace mirrorscope::forwarding
