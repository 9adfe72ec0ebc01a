// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <cstdint>

namespace mirrorscope::ui::theme {

/// Sizes follow the system font (body); the numbers are pixels for a body of 13.
enum class TextStyle : std::uint8_t {
    Body,        // 13
    Small,       // 12
    Axis,        // 11, also gutters
    Heading,     // 15, dialog heads and finding titles; weight 600
    PageTitle,   // 18, weight 600
    TileNumber,  // 20, weight 600: tiles and titles of empty states
    Mono,        // 12, fixed pitch: bytes, decoded values, patches, snippets, commands. Never numbers or ids
    Count
};

inline constexpr QFont::Weight kStateWeight = QFont::Medium;     // state words
inline constexpr QFont::Weight kStrongWeight = QFont::DemiBold;  // titles, counts

/// The font of a style, derived from QApplication::font(). UI thread.
QFont font(TextStyle style);

/// `base` with digits of one width, for right-aligned numbers and times. Qt 6.4 cannot ask a font for its
/// tabular figures, so a font whose digits differ gives way to DejaVu Sans.
QFont tabular(const QFont& base);

bool digitsAreEquallyWide(const QFontMetricsF& metrics);

}  // namespace mirrorscope::ui::theme
