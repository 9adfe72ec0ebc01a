// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "core/traffic/request_flags.h"

namespace mirrorscope::listener {

/// Why bytes are not a request that can be taken: the strict parser stops here and the rest is evidence.
struct Violation {
    traffic::RequestFlag flag{};
    std::string_view reason;   // a sentence for people, static
    std::uint64_t offset = 0;  // of the offending byte, from the first byte of the message
    int status = 400;          // what the sender gets
};

}  // namespace mirrorscope::listener
