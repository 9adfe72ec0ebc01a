// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/grouping.h"

#include <array>
#include <optional>

#include "core/traffic/campaigns.h"

namespace mirrorscope::ui::attacks {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(GroupBy::Count)> kNames{
    "none", "type", "client", "source", "endpoint", "rule"};

std::optional<GroupBy> groupByOf(std::string_view name) {
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i] == name) {
            return static_cast<GroupBy>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

Grouping Grouping::normalized() const {
    return {first, first == GroupBy::None || second == first ? GroupBy::None : second};
}

std::string_view groupByName(GroupBy by) {
    return kNames[static_cast<std::size_t>(by)];
}

std::string groupingName(const Grouping& grouping) {
    std::string name(groupByName(grouping.first));
    return grouping.second == GroupBy::None ? name : name + ',' + std::string(groupByName(grouping.second));
}

Grouping groupingByName(std::string_view name) {
    const std::size_t comma = name.find(',');
    const auto first = groupByOf(name.substr(0, comma));
    const auto second = comma == std::string_view::npos ? GroupBy::None : groupByOf(name.substr(comma + 1));
    return first && second ? Grouping{*first, *second}.normalized() : Grouping{};
}

std::vector<std::string> groupKeys(const traffic::Attack& attack, GroupBy by) {
    switch (by) {
        case GroupBy::Type:
            return {std::string(traffic::attackTypeInfo(attack.type).name)};
        case GroupBy::Client:
            return {attack.client};
        case GroupBy::Source:
            return {std::to_string(attack.source)};
        case GroupBy::Endpoint:
            return {traffic::attackPlace(attack)};
        case GroupBy::Rule: {
            std::vector<std::string> rules;
            for (const std::int64_t rule : attack.ruleIds) {
                rules.push_back(std::to_string(rule));
            }
            return rules.empty() ? std::vector<std::string>{std::string()} : rules;
        }
        case GroupBy::None:
        case GroupBy::Count:
            break;
    }
    return {std::string()};
}

}  // namespace mirrorscope::ui::attacks
