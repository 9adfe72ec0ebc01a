// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/listener/limits.h"
#include "core/listener/request_parser.h"
#include "core/traffic/request_flags.h"

namespace mirrorscope::listener {

/// Where a request ends and how its connection goes on.
struct Framing {
    enum class Body : std::uint8_t { None, Length, Chunked };
    Body body = Body::None;
    std::uint64_t length = 0;                     // with Body::Length
    std::optional<std::uint64_t> declaredLength;  // Content-Length as a number, whatever frames the body
    bool close = false;                           // nothing behind this request is one
    bool keepAlive10 = false;                     // HTTP/1.0 that asked to keep the connection
    bool expectsContinue = false;
    int status = 204;  // unless it cannot be stored
};

/// Decides by RFC 9112 6 and 9.3, strictly: what two parties could read in two ways is refused. False when
/// the head must be refused; `violation` says why, `flags` then holds its flags only.
bool decideFraming(const ParsedHead& head, const Limits& limits, traffic::FlagSet& flags, Framing& framing,
                   Violation& violation);

}  // namespace mirrorscope::listener
