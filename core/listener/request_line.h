// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/listener/violation.h"

namespace mirrorscope::listener {

/// Checks a request line (without its CRLF) strictly by RFC 9112 3 as soon as it is there, so that a sender
/// of something else is refused without waiting for a head that never ends. `offset`: of the line in the
/// message; `first`: of its connection. Nothing when it may be a request.
std::optional<Violation> checkRequestLine(std::string_view line, std::size_t offset, bool first);

}  // namespace mirrorscope::listener
