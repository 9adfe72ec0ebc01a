// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mirrorscope::detection {

/// How a value is written in the request.
enum class Encoding { None, Percent, Form, Json, Xml };

/// How far into a value a match is looked for; what lies behind stays without an offset.
inline constexpr std::size_t kTracedBytes = std::size_t{256} * 1024;

struct TracedMatch {
    std::size_t offset = 0;  // in the written value
    std::size_t length = 0;  // as written, escapes included
};

/// Where `matched` (a piece of the value after the rule's transformations) stands in `written`. Compared byte
/// for byte after decoding (the value's own encoding, then nested percent escapes, then the escapes of
/// JavaScript and of HTML), without case, and last without the characters that rules remove (white space,
/// quotes, backslash, caret, comma, semicolon, NUL). `near` is where the engine saw it, in the decoded value;
/// the first place otherwise. Unset when it is not there: never a guess.
std::optional<TracedMatch> traceMatch(std::string_view written, Encoding encoding, std::string_view matched,
                                      std::size_t near);

}  // namespace mirrorscope::detection
