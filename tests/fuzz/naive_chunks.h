// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::fuzz {

struct Chunks {
    std::string body;
    std::string_view trailers;  // without the empty line
};

/// A second reading of a whole chunked body (RFC 9112 7.1), to compare with the listener's: as plain as it
/// can be, and with all bytes at hand. Unset when it does not end where `wire` does.
std::optional<Chunks> readChunks(std::string_view wire);

}  // namespace mirrorscope::fuzz
