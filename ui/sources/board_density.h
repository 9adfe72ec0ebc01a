// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace mirrorscope::ui::sources {

/// How much room the board has (UI.md section 8).
enum class BoardDensity : std::uint8_t {
    Full,    // 264 px
    Narrow,  // 196 px, no sparklines: windows below 1400 px
    Strip,   // 48 px, swatch and kind only: windows below 1100 px
};

inline constexpr int kFullWidth = 264;
inline constexpr int kNarrowWidth = 196;
inline constexpr int kStripWidth = 48;

constexpr int boardWidth(BoardDensity density) {
    switch (density) {
        case BoardDensity::Full:
            return kFullWidth;
        case BoardDensity::Narrow:
            return kNarrowWidth;
        case BoardDensity::Strip:
            break;
    }
    return kStripWidth;
}

}  // namespace mirrorscope::ui::sources
