// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/listener/framing.h"
#include "core/listener/request_parser.h"

namespace mirrorscope::listener {

/// Marks what is odd about a head that was taken; changes nothing but flags, and the status for a Host that
/// RFC 9112 3.2 has refused. `head`: its bytes.
void markHead(std::string_view head, const ParsedHead& parsed, Framing& framing, traffic::FlagSet& flags);

}  // namespace mirrorscope::listener
