// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mirrorscope::base {

/// -1: no hex digit.
int hexValue(char c);

/// The character in UTF-8, as if surrogates were characters; at most U+10FFFF.
void appendUtf8(std::string& out, std::uint32_t character);

/// Both alphabets (RFC 4648 4 and 5), with or without padding, no white space; unset when it is neither.
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace mirrorscope::base
