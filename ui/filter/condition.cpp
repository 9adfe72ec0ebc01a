// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/condition.h"

#include <QCoreApplication>
#include <QDateTime>

#include "core/base/byte_text.h"
#include "core/query/condition_values.h"
#include "core/query/parser.h"

namespace mirrorscope::ui::filter {
namespace {

/// Chips keep their bar readable; the tooltip has the rest.
constexpr std::size_t kChipBytes = 64;

const query::Condition* conditionOf(const query::Node& node) {
    return std::get_if<query::Condition>(&node.term);
}

QDateTime dateTime(base::WallTime time, std::chrono::minutes zone) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    const auto seconds = static_cast<int>(std::chrono::seconds(zone).count());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::OffsetFromUTC, seconds);
}

std::string timeText(base::WallTime time) {
    return dateTime(time, std::chrono::minutes(0)).toString(Qt::ISODateWithMs).toStdString();
}

/// "host a,b" for what reads as well without a sign; else as written.
std::string plainLabel(const query::Node& node) {
    const query::Condition* condition = conditionOf(node);
    const std::string written = query::print(node);
    if (condition == nullptr || condition->relation != query::Relation::Is) {
        return written;
    }
    const std::string name = fieldName(*condition);
    const auto* text =
        condition->operands.size() == 1 ? std::get_if<query::Text>(&condition->operands.front()) : nullptr;
    return name + " " +
           (text != nullptr && !text->bytes.empty() ? text->bytes : written.substr(name.size() + 1));
}

}  // namespace

std::optional<query::Node> conditionOn(query::FieldId id, std::string_view value, std::string_view header) {
    const query::Field& field = query::field(id);
    if (field.kind == query::FieldKind::Text) {
        const query::Node node{
            false, query::Condition{
                       id, base::toLower(header), query::Relation::Is, {query::Text{std::string(value)}}}};
        // Not every header has a name to write, and some values are too long.
        const auto read = query::parse(query::print(node));
        return read && *read == node ? std::optional(node) : std::nullopt;
    }
    const std::string name(field.name);
    const bool isUnknown = value.empty() && id != query::FieldId::Has && id != query::FieldId::Missing;
    auto read =
        query::parse(name + ":" + (isUnknown ? "unknown" : query::printWord(value, query::Relation::Is)));
    if (!read && field.kind == query::FieldKind::Address) {
        // What a sender wrote in the place of an address is found by its text.
        read = query::parse(name + "~" + query::printWord(value, query::Relation::Contains));
    }
    return read ? std::optional(std::move(*read)) : std::nullopt;
}

query::Node timeCondition(const TimeSpan& span) {
    const query::TimeRange range{timeText(span.from), timeText(span.until - std::chrono::microseconds(1))};
    return query::Node{false, query::Condition{query::FieldId::Time, {}, query::Relation::Is, {range}}};
}

query::Node negation(query::Node node) {
    node.negated = !node.negated;
    return node;
}

std::string fieldName(const query::Condition& condition) {
    return condition.field == query::FieldId::Header ? std::string(query::kHeaderPrefix) + condition.header
                                                     : std::string(query::field(condition.field).name);
}

std::optional<query::FieldId> fieldOf(const query::Node& node) {
    const query::Condition* condition = conditionOf(node);
    return condition != nullptr ? std::optional(condition->field) : std::nullopt;
}

bool isOnSameField(const query::Node& a, const query::Node& b) {
    const query::Condition* left = conditionOf(a);
    const query::Condition* right = conditionOf(b);
    return left != nullptr && right != nullptr && left->field == right->field &&
           left->header == right->header;
}

std::optional<TimeSpan> timeSpanOf(const query::Node& node, const query::Moment& moment) {
    const query::Condition* condition = conditionOf(node);
    if (condition == nullptr || condition->field != query::FieldId::Time || node.negated) {
        return std::nullopt;
    }
    const auto numbers = query::numberCondition(*condition, moment);
    if (numbers.unknown || numbers.intervals.size() != 1 || !numbers.intervals.front().first ||
        !numbers.intervals.front().last) {
        return std::nullopt;
    }
    const auto at = [](std::int64_t time) { return base::WallTime(std::chrono::microseconds(time)); };
    return TimeSpan{at(*numbers.intervals.front().first), at(*numbers.intervals.front().last + 1)};
}

QString momentText(base::WallTime time, const query::Moment& moment) {
    const QDateTime local = dateTime(time, moment.zone);
    const bool today = local.date() == dateTime(moment.now, moment.zone).date();
    return local.toString(today ? QStringLiteral("HH:mm:ss") : QStringLiteral("d MMM HH:mm:ss"));
}

QString conditionLabel(const query::Node& node, const query::Moment& moment) {
    query::Node positive = node;
    positive.negated = false;
    QString label;
    if (const auto span = timeSpanOf(positive, moment)) {
        label = QStringLiteral("time %1 – %2")
                    .arg(momentText(span->from, moment), momentText(span->until, moment));
    } else {
        label = QString::fromStdString(base::shownText(plainLabel(positive), kChipBytes));
    }
    return node.negated ? QCoreApplication::translate("FilterCondition", "not %1").arg(label) : label;
}

}  // namespace mirrorscope::ui::filter
