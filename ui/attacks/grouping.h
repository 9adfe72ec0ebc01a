// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/traffic/attack.h"

namespace mirrorscope::ui::attacks {

/// What attacks of one group have in common.
enum class GroupBy : std::uint8_t { None, Type, Client, Source, Endpoint, Rule, Count };

/// One or two levels. Plain value.
struct Grouping {
    GroupBy first = GroupBy::Type;
    GroupBy second = GroupBy::None;

    bool operator==(const Grouping&) const = default;
    /// The same level twice, or a second without a first, is one level.
    Grouping normalized() const;
};

/// As remembered: "type", "client".
std::string_view groupByName(GroupBy by);
/// "type,client"; what nobody knows is the usual grouping.
std::string groupingName(const Grouping& grouping);
Grouping groupingByName(std::string_view name);

/// The groups that an attack belongs to: one, but one a rule for Rule. Equal keys are one group.
std::vector<std::string> groupKeys(const traffic::Attack& attack, GroupBy by);

}  // namespace mirrorscope::ui::attacks
