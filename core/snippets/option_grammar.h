// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What option values of every kind may look like: allow-lists, so that a value cannot leave its place in a
/// configuration.
namespace mirrorscope::snippets {

/// True for 1 to `longest` characters, each an ASCII letter, a digit or one of `others`.
bool holdsOnly(std::string_view text, std::string_view others, std::size_t longest);

/// "/", then letters, digits and - . _ ~ ! * + , = : @ /; at most 256 characters.
bool isPlainPath(std::string_view text);
/// Of a marker's host=: at most 64 characters.
bool isMarkerName(std::string_view text);
/// Of X-Mirrorscope-Token: at most 128 characters.
bool isToken(std::string_view text);

/// "0.01" to "100" with at most two decimals, in hundredths of a percent: 1 to 10000.
std::optional<std::uint32_t> readPercentage(std::string_view text);

}  // namespace mirrorscope::snippets
