// SPDX-License-Identifier: Apache-2.0
#include "core/query/condition_values.h"

#include <limits>

namespace mirrorscope::query {
namespace {

constexpr Interval kNothing{1, 0};

Interval compared(Relation relation, const Interval& operand) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    switch (relation) {
        case Relation::Less:
            return operand.first > least ? Interval{std::nullopt, *operand.first - 1} : kNothing;
        case Relation::AtMost:
            return {std::nullopt, operand.last};
        case Relation::Greater:
            return operand.last < most ? Interval{*operand.last + 1, std::nullopt} : kNothing;
        case Relation::AtLeast:
            return {operand.first, std::nullopt};
        default:
            return operand;
    }
}

Interval resolved(const TimeRange& range, const Moment& moment) {
    Interval interval;
    if (!range.from.empty()) {
        interval.first = resolveTime(range.from, moment).value_or(TimeInterval{}).first;
    }
    if (!range.until.empty()) {
        interval.last = resolveTime(range.until, moment).value_or(TimeInterval{}).last;
    }
    return interval;
}

TextComparison comparison(const Operand& operand, Relation relation) {
    if (const auto* pattern = std::get_if<PatternText>(&operand)) {
        const auto matches = pattern->ignoresCase ? TextRelation::MatchesIgnoringCase : TextRelation::Matches;
        return {matches, pattern->source};
    }
    if (const auto* network = std::get_if<Network>(&operand)) {
        return {TextRelation::InNetwork, network->text};
    }
    if (const auto* text = std::get_if<Text>(&operand)) {
        const bool contains = relation == Relation::Contains;
        return {contains ? TextRelation::Contains : TextRelation::Equals, text->bytes};
    }
    return {TextRelation::Equals, ""};  // what is not known is stored as the empty text
}

}  // namespace

ValueClass valueClass(FieldKind kind) {
    switch (kind) {
        case FieldKind::Text:
        case FieldKind::Address:
            return ValueClass::Text;
        case FieldKind::Name:
        case FieldKind::Rank:
            return ValueClass::Name;
        case FieldKind::HeaderName:
            return ValueClass::HeaderName;
        default:
            return ValueClass::Number;
    }
}

NumberCondition numberCondition(const Condition& condition, const Moment& moment) {
    NumberCondition out;
    for (const Operand& operand : condition.operands) {
        if (const auto* range = std::get_if<NumberRange>(&operand)) {
            out.intervals.push_back(compared(condition.relation, {range->first, range->last}));
        } else if (const auto* times = std::get_if<TimeRange>(&operand)) {
            out.intervals.push_back(compared(condition.relation, resolved(*times, moment)));
        } else {
            out.unknown = true;
        }
    }
    return out;
}

std::vector<std::size_t> fittingNames(const Condition& condition) {
    std::vector<std::size_t> fitting;
    const std::size_t count = field(condition.field).names().size();
    for (const Operand& operand : condition.operands) {
        const auto index = static_cast<std::int64_t>(std::get<NameIndex>(operand).index);
        const Interval wanted = compared(condition.relation, {index, index});
        for (std::size_t i = 0; i < count; ++i) {
            const auto candidate = static_cast<std::int64_t>(i);
            if (candidate >= wanted.first.value_or(candidate) &&
                candidate <= wanted.last.value_or(candidate)) {
                fitting.push_back(i);
            }
        }
    }
    return fitting;
}

std::vector<TextComparison> textComparisons(const Condition& condition) {
    std::vector<TextComparison> out;
    for (const Operand& operand : condition.operands) {
        out.push_back(comparison(operand, condition.relation));
    }
    return out;
}

}  // namespace mirrorscope::query
