// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>

#include "ui/sources/board_density.h"

namespace mirrorscope::ui::shell {

/// How the window arranges itself at a size (UI.md section 8). Plain value.
struct SizeClass {
    sources::BoardDensity board = sources::BoardDensity::Full;
    bool narrow = false;  // below 1400 wide: fewer columns, icons without words
    bool low = false;     // below 850 high: lower chart and detail
    int detailHeight = 344;

    bool operator==(const SizeClass&) const = default;
};

constexpr SizeClass sizeClassOf(const QSize& window) {
    constexpr int kNarrowBelow = 1400;
    constexpr int kStripBelow = 1100;
    constexpr int kLowBelow = 850;
    constexpr int kDetailHeight = 344;
    constexpr int kLowDetailHeight = 272;
    SizeClass result;
    result.narrow = window.width() < kNarrowBelow;
    result.low = window.height() < kLowBelow;
    result.board = window.width() < kStripBelow ? sources::BoardDensity::Strip
                   : result.narrow              ? sources::BoardDensity::Narrow
                                                : sources::BoardDensity::Full;
    result.detailHeight = result.low ? kLowDetailHeight : kDetailHeight;
    return result;
}

}  // namespace mirrorscope::ui::shell
