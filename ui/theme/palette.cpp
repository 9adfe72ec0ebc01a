// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mirrorscope::ui::theme {
namespace {

struct RoleColors {
    Role role;
    const char* name;
    QRgb light;
    QRgb dark;
};

// The one table of colours. Contrast is a test: tests/ui/theme/palette_test.cpp.
constexpr std::array<RoleColors, static_cast<std::size_t>(Role::Count)> kRoles{{
    {Role::Window, "window", 0xFFF2F3F5, 0xFF24272C},
    {Role::Base, "base", 0xFFFFFFFF, 0xFF1A1C20},
    {Role::Alt, "alt", 0xFFF7F8FA, 0xFF1F2226},
    {Role::Head, "head", 0xFFE9EBEE, 0xFF2B2F35},
    {Role::Line, "line", 0xFFD3D7DD, 0xFF3C424A},
    {Role::Control, "ctl", 0xFF7F8893, 0xFF7C8591},
    {Role::Text, "text", 0xFF1C2127, 0xFFE4E7EB},
    {Role::Text2, "text2", 0xFF56606B, 0xFFA6AFBA},
    {Role::Accent, "accent", 0xFF4A50B5, 0xFFA3AAF8},
    {Role::OnAccent, "onaccent", 0xFFFFFFFF, 0xFF15172B},
    {Role::Selection, "sel", 0xFFDDE0F7, 0xFF363D6E},
    {Role::Critical, "crit", 0xFFB3261E, 0xFFFF9A90},
    {Role::High, "high", 0xFF9A4600, 0xFFFFB070},
    {Role::Medium, "med", 0xFF735700, 0xFFE9C84F},
    {Role::Low, "low", 0xFF4C5966, 0xFFAEBAC7},
    {Role::Ok, "ok", 0xFF1B6E3A, 0xFF6CCB8D},
    {Role::Match, "match", 0xFFFFE08A, 0xFF6A5200},
    {Role::MatchText, "matchtext", 0xFF2B2100, 0xFFFFF0BF},
    {Role::ErrorBack, "errbg", 0xFFFCE8E6, 0xFF41211F},
    {Role::WarnBack, "warnbg", 0xFFFFF4D6, 0xFF3A3115},
    {Role::OkBack, "okbg", 0xFFE4F4E9, 0xFF1C3626},
    {Role::InfoBack, "infobg", 0xFFECEDFA, 0xFF2B2F52},
    {Role::Added, "add", 0xFFDDF3E3, 0xFF1D3B29},
    {Role::Removed, "dele", 0xFFFBE3E0, 0xFF47231F},
    {Role::Changed, "chg", 0xFFFFF1C7, 0xFF40370F},
    {Role::Grid, "grid", 0xFFE6E8EC, 0xFF2C3036},
}};

constexpr bool inRoleOrder() {
    for (std::size_t i = 0; i < kRoles.size(); ++i) {
        if (kRoles[i].role != static_cast<Role>(i)) {
            return false;
        }
    }
    return true;
}
static_assert(inRoleOrder(), "kRoles is indexed by Role");

const RoleColors& row(Role role) {
    return kRoles[static_cast<std::size_t>(role)];
}

double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c) {
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

}  // namespace

QColor color(Scheme scheme, Role role) {
    return QColor::fromRgb(scheme == Scheme::Light ? row(role).light : row(role).dark);
}

const char* roleName(Role role) {
    return row(role).name;
}

double contrastRatio(const QColor& a, const QColor& b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

QColor blend(const QColor& over, const QColor& under, double alpha) {
    const auto mix = [alpha](int o, int u) {
        return static_cast<int>(std::lround(o * alpha + u * (1 - alpha)));
    };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue())};
}

}  // namespace mirrorscope::ui::theme
