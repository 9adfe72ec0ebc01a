// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mirrorscope::base {

/// How much of a captured value a cell, tooltip, label, log or terminal line shows.
/// Without the limit a table of 100 kB cells paints in seconds.
inline constexpr std::size_t kShownBytes = 512;

/// The one function that turns bytes of strangers into text for a person. The input is cut at `limit` bytes
/// first (an ellipsis marks it); control characters (C0, DEL, C1), line ends, bidirectional and zero-width
/// characters and invalid UTF-8 become visible escapes (\r \n \t \0, \x1b, \u{202e}). The result is valid
/// UTF-8 on one line. Pure; any thread.
std::string shownText(std::string_view bytes, std::size_t limit = kShownBytes);

/// One character, or one byte that is none, of the text shownText() would make.
struct ShownUnit {
    std::size_t bytes = 1;       // it is made of, at least 1
    std::size_t characters = 1;  // it is shown as
    bool escaped = false;        // shown as an escape
};

/// The unit at `offset` (< bytes.size()), for views that lay out large values without making all of the text.
ShownUnit shownUnit(std::string_view bytes, std::size_t offset);

/// True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
bool isUtf8(std::string_view bytes);

/// True when a bidirectional control or zero-width character is in it; invalid UTF-8 is skipped over.
bool hasInvisibleCharacters(std::string_view bytes);

std::string toHex(std::string_view bytes);
std::string toBase64(std::string_view bytes);

/// ASCII only, as HTTP field names and schemes compare (RFC 9110 5.1).
bool equalsIgnoreCase(std::string_view a, std::string_view b);
std::string toLower(std::string_view text);

}  // namespace mirrorscope::base
