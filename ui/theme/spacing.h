// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace mirrorscope::ui::theme {

// Logical pixels on a grid of 4.
inline constexpr int kInside = 4;     // within a group
inline constexpr int kBetween = 8;    // between controls and panels
inline constexpr int kBarSide = 12;   // side padding of bars
inline constexpr int kPage = 16;      // padding of a page
inline constexpr int kCorner = 3;     // radius
inline constexpr int kFocusRing = 2;  // width

inline constexpr int kRowHeight = 24;
inline constexpr int kHeaderHeight = 26;
inline constexpr int kSourceRowHeight = 52;
inline constexpr int kBarHeight = 40;    // toolbar, filter bar, banner
inline constexpr int kTabHeight = 34;    // view tabs
inline constexpr int kCountHeight = 26;  // count bar, status bar
inline constexpr int kIcon = 16;
inline constexpr int kTouch = 24;   // nothing to press is smaller
inline constexpr int kSwatch = 12;  // in text rows and legends; 14 in tables

}  // namespace mirrorscope::ui::theme
