// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/forwarding/client_strategy.h"

namespace mirrorscope::forwarding {

/// A value and the header (or other place) it was read from; `from` is empty where the value is missing.
template <typename T>
struct Traced {
    T value{};
    std::string_view from;
};

/// What the client asked for, as far as the headers tell: read by kind of proxy, never guessed
/// beyond the default port of a known scheme.
struct ForwardedFacts {
    Traced<std::string> scheme;
    Traced<std::string> host;
    Traced<std::optional<std::uint16_t>> port;
    Traced<std::string> serverAddress;
    Traced<std::optional<std::uint16_t>> serverPort;
    Traced<std::string> requestId;
};

/// Longest proxy request id that is kept; the known ones have 32 to 36 characters.
inline constexpr std::size_t kLongestRequestId = 128;

/// `target` as sent: its authority wins over Host (RFC 9112 3.2.2).
ForwardedFacts forwardedFacts(const ClientEvidence& evidence, std::string_view target);

}  // namespace mirrorscope::forwarding
