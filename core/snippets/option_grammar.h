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

/// A DNS name (RFC 1123 2.1, RFC 1035 2.3.4): labels of letters, digits and inner "-", at most 253
/// characters.
bool isHostName(std::string_view text);
/// A name of a Kubernetes object (RFC 1123 2.1, small letters): at most 63 characters, no "-" at the ends.
bool isObjectName(std::string_view text);

/// "on" or "off"; false for anything else, then `out` stays.
bool readSwitch(bool& out, std::string_view text);

/// "0.01" to "100" with at most two decimals, in hundredths of a percent: 1 to 10000.
std::optional<std::uint32_t> readPercentage(std::string_view text);

}  // namespace mirrorscope::snippets
