// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mirrorscope::headless {

/// Longest line of captured bytes shown on a terminal.
inline constexpr std::size_t kTerminalLine = 4096;

/// Columns of the terminal on stdout; 80 when it does not say.
std::size_t terminalColumns();

/// Columns that a text takes: its code points. Wide characters are not accounted for.
std::size_t shownLength(std::string_view text);

/// Cut to so many columns, with an ellipsis where something is missing.
std::string cutToColumns(std::string text, std::size_t columns);

}  // namespace mirrorscope::headless
