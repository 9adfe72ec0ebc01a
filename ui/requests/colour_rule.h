// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/filter/filter.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::requests {

/// How a rule makes a row look: a tint, and a shape that tells it without colour.
enum class RuleLook : std::uint8_t { Blue, Yellow, Red, Green, Grey, Plain, Count };

/// One line of the table of looks.
struct RuleLookInfo {
    RuleLook look;
    const char* name;   // of the file, never translated: "blue"
    const char* title;  // to be passed through ruleLookTitle()
    theme::Role tint;   // Base: none
    theme::Icon icon;
};
const std::array<RuleLookInfo, static_cast<std::size_t>(RuleLook::Count)>& ruleLooks();
const RuleLookInfo& ruleLookInfo(RuleLook look);
std::optional<RuleLook> ruleLookByName(const QString& name);
QString ruleLookTitle(RuleLook look);  // translated: "Blue, circle"

/// Requests that fit the filter look like that, where no rule before it fits. Plain value.
struct ColourRule {
    QString name;
    QString filter;  // as typed
    RuleLook look = RuleLook::Blue;
    bool isOn = true;
    bool operator==(const ColourRule&) const = default;
};
using ColourRules = std::vector<ColourRule>;

/// Each costs a look at every row in view; nobody reads more looks.
inline constexpr std::size_t kMostColourRules = 64;
inline constexpr qsizetype kLongestRuleName = 60;  // characters

/// Why no rule can have that filter; unset where it can.
struct RuleComplaint {
    QString sentence;
    std::optional<query::ParseError> place;  // where it cannot be read
};
std::optional<RuleComplaint> complaintAbout(const QString& filter);

/// What an empty list offers. All are off.
ColourRules exampleColourRules();

}  // namespace mirrorscope::ui::requests
