// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/time_range.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <vector>

#include "core/query/condition_values.h"
#include "ui/filter/condition.h"

namespace mirrorscope::ui::filter {
namespace {

using namespace std::chrono_literals;

QString tr(const char* text) {
    return QCoreApplication::translate("TimeRange", text);
}

struct Named {
    NamedRange range;
    std::chrono::minutes length;
    const char* age;  // as the filter language writes it
};

constexpr std::array kRelative{Named{NamedRange::QuarterHour, 15min, "-15m"},
                               Named{NamedRange::Hour, 1h, "-1h"}, Named{NamedRange::Day, 24h, "-24h"}};

/// All conditions on times, in groups as well.
void collectTimes(const query::Node& node, std::vector<const query::Node*>& times) {
    if (const auto* group = std::get_if<query::Group>(&node.term)) {
        for (const query::Node& part : group->parts) {
            collectTimes(part, times);
        }
    } else if (fieldOf(node) == query::FieldId::Time) {
        times.push_back(&node);
    }
}

std::vector<const query::Node*> rangesOf(const Filter& filter) {
    std::vector<const query::Node*> ranges;
    for (const query::Node& node : filter.conditions()) {
        if (fieldOf(node) == query::FieldId::Time) {
            ranges.push_back(&node);
        }
    }
    return ranges;
}

/// The condition that slides.
const query::Node* slidingNode(const Filter& filter) {
    std::vector<const query::Node*> times;
    collectTimes(filter.tree(), times);
    const auto ranges = rangesOf(filter);
    const bool isOnlyOne = times.size() == 1 && ranges.size() == 1;
    return isOnlyOne && relativeStart(*ranges.front(), filter.moment()) ? ranges.front() : nullptr;
}

bool isSame(const query::Interval& a, const query::Interval& b) {
    return a.first == b.first && a.last == b.last;
}

}  // namespace

QString nameOf(NamedRange range, bool isShort) {
    switch (range) {
        case NamedRange::QuarterHour:
            return isShort ? tr("15 min") : tr("Last 15 min");
        case NamedRange::Hour:
            return isShort ? tr("1 h") : tr("Last 1 h");
        case NamedRange::Day:
            return isShort ? tr("24 h") : tr("Last 24 h");
        case NamedRange::AllTime:
            break;
    }
    return tr("All time");
}

std::optional<query::Node> conditionFor(NamedRange range) {
    const auto* named = std::ranges::find(kRelative, range, &Named::range);
    if (named == kRelative.end()) {
        return std::nullopt;
    }
    const query::TimeRange since{named->age, named->age};
    return query::Node{false, query::Condition{query::FieldId::Time, {}, query::Relation::Greater, {since}}};
}

std::optional<NamedRange> namedRangeOf(const Filter& filter) {
    if (!hasTimeRange(filter)) {
        return NamedRange::AllTime;
    }
    const auto length = slidingLength(filter);
    const auto* named =
        std::ranges::find_if(kRelative, [&](const Named& one) { return length == one.length; });
    return named == kRelative.end() ? std::nullopt : std::optional(named->range);
}

bool hasTimeRange(const Filter& filter) {
    return !rangesOf(filter).empty();
}

QString rangeWords(const Filter& filter) {
    static const QString word = QStringLiteral("time ");
    QStringList words;
    for (const query::Node* node : rangesOf(filter)) {
        const QString label = conditionLabel(*node, filter.moment());
        words.append(label.startsWith(word) ? label.mid(word.size()) : label);
    }
    return words.join(QStringLiteral(", "));
}

std::optional<base::WallTime> openStart(const query::Node& node, const query::Moment& moment) {
    const auto* condition = std::get_if<query::Condition>(&node.term);
    if (condition == nullptr || condition->field != query::FieldId::Time || node.negated) {
        return std::nullopt;
    }
    const auto numbers = query::numberCondition(*condition, moment);
    if (numbers.unknown || numbers.intervals.size() != 1 || !numbers.intervals.front().first ||
        numbers.intervals.front().last) {
        return std::nullopt;
    }
    return base::WallTime(std::chrono::microseconds(*numbers.intervals.front().first));
}

std::optional<base::WallTime> relativeStart(const query::Node& node, const query::Moment& moment) {
    const auto start = openStart(node, moment);
    if (!start) {
        return std::nullopt;
    }
    const auto& condition = std::get<query::Condition>(node.term);
    const auto* range = std::get_if<query::TimeRange>(&condition.operands.front());
    return range != nullptr && range->from.starts_with('-') ? start : std::nullopt;
}

std::optional<std::chrono::microseconds> slidingLength(const Filter& filter) {
    const query::Node* node = slidingNode(filter);
    if (node == nullptr) {
        return std::nullopt;
    }
    // What was written: "more than" begins a microsecond later.
    const auto& condition = std::get<query::Condition>(node->term);
    const auto& range = std::get<query::TimeRange>(condition.operands.front());
    const auto written = query::resolveTime(range.from, filter.moment());
    return filter.moment().now.time_since_epoch() - std::chrono::microseconds(written->first);
}

std::optional<base::WallTime> slidingStart(const Filter& filter) {
    const query::Node* node = slidingNode(filter);
    return node != nullptr ? relativeStart(*node, filter.moment()) : std::nullopt;
}

bool hasOnlySlid(const Filter& before, const Filter& now) {
    return before.tree() == now.tree() && before.moment().zone == now.moment().zone &&
           before.moment().now <= now.moment().now && slidingStart(now).has_value();
}

bool dependsOnMoment(const Filter& filter, const query::Moment& moment) {
    std::vector<const query::Node*> times;
    collectTimes(filter.tree(), times);
    return std::ranges::any_of(times, [&](const query::Node* node) {
        const auto& condition = std::get<query::Condition>(node->term);
        return !std::ranges::equal(query::numberCondition(condition, filter.moment()).intervals,
                                   query::numberCondition(condition, moment).intervals, isSame);
    });
}

}  // namespace mirrorscope::ui::filter
