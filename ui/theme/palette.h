// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <cstdint>

namespace mirrorscope::ui::theme {

enum class Scheme : std::uint8_t { Light, Dark };

/// What a colour is for. A widget asks for a role, never for a colour, so that both schemes stay readable.
/// Every text role is legible (WCAG 2, at least 4.5:1) on Window, Base, Alt, Head and Selection.
enum class Role : std::uint8_t {
    Window,     // bars, docks, pages behind panels
    Base,       // tables, panes
    Alt,        // odd rows, gutters
    Head,       // column headers, group rows, dock titles
    Line,       // separators
    Control,    // borders of things one can press or type in, disabled text
    Text,       //
    Text2,      // secondary text, icons
    Accent,     // selection mark, primary button, links, brush, trust boundary
    OnAccent,   // text on Accent
    Selection,  // selected row, pressed perspective
    Critical,
    High,
    Medium,
    Low,
    Ok,
    Match,      // matched bytes, with a 2 px underline in High
    MatchText,  // text on Match
    ErrorBack,  // banners and chips
    WarnBack,
    OkBack,
    InfoBack,
    Added,  // patches and Compare; the word stands beside it
    Removed,
    Changed,
    Grid,  // chart grid, empty part of a bar
    Count
};

QColor color(Scheme scheme, Role role);

/// The name of the role in the style sheet template: "window", "text2". Never null.
const char* roleName(Role role);

/// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor& a, const QColor& b);

/// `over` laid on `under` with `alpha` 0..1, opaque: dimming keeps to the page's lightness in both schemes.
QColor blend(const QColor& over, const QColor& under, double alpha);

}  // namespace mirrorscope::ui::theme
