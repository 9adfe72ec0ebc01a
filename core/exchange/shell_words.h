// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mirrorscope::exchange {

/// Linux takes no longer argument than 128 KiB with its NUL (MAX_ARG_STRLEN).
inline constexpr std::size_t kLongestShellWord = 131'071;

/// No argument holds a NUL, and $(…) drops line ends at its end.
bool fitsShellWord(std::string_view bytes);

/// One word of POSIX sh that stands for exactly these bytes, which must fit. Printable ASCII and visible
/// UTF-8 stand as they are between single quotes; with anything else in it the word is a "$(printf …)" with
/// octal escapes. So no byte of a request ends a quote, and none acts on the terminal that the command is
/// pasted into.
std::string shellWord(std::string_view bytes);

/// A command of POSIX sh that prints exactly these bytes, NUL too: printf for text, printf and base64 -d for
/// what is mostly none. Lines end in backslashes.
std::string shellPrinter(std::string_view bytes);

}  // namespace mirrorscope::exchange
