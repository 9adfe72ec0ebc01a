// SPDX-License-Identifier: Apache-2.0
#include "core/storage/filter_to_sql.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/query/condition_values.h"
#include "core/storage/filter_columns.h"
#include "core/storage/statement.h"
#include "core/traffic/request_flags.h"

namespace mirrorscope::storage {
namespace {

using query::Condition;
using query::FieldId;
using query::Group;
using query::Node;

constexpr std::int64_t kMinute = 60'000'000;  // microseconds

/// Writes the text and gathers the values in the same order.
class SqlWriter {
public:
    explicit SqlWriter(const query::Moment& moment) : m_moment(moment) {}

    SqlFilter finish() { return std::move(m_out); }

    void whole(const Node& tree) {
        text("(");
        node(tree);
        std::optional<query::Interval> times;
        const auto* group = std::get_if<Group>(&tree.term);
        if (group == nullptr) {
            narrow(times, tree);
        } else if (!tree.negated && group->join == Group::Join::All) {
            for (const Node& part : group->parts) {
                narrow(times, part);
            }
        }
        if (times) {
            const query::Interval& minutes = m_out.minutes.emplace(minutesOf(*times));
            // NULL, where no request came in these minutes, keeps every row out: as it has to.
            idBound(" AND r.id >= (SELECT min(first)", minutes);
            idBound(" AND r.id <= (SELECT max(last)", minutes);
        }
        text(")");
    }

private:
    void node(const Node& node) {
        text(node.negated ? "NOT (" : "(");
        if (const auto* group = std::get_if<Group>(&node.term)) {
            each(group->parts, group->join == Group::Join::All ? " AND " : " OR ",
                 [&](const Node& part) { this->node(part); });
            // Of nothing at all holds, of nothing none does.
            text(!group->parts.empty() ? "" : group->join == Group::Join::All ? "1" : "0");
        } else if (const auto* word = std::get_if<query::FullText>(&node.term)) {
            fullText(*word);
        } else {
            condition(std::get<Condition>(node.term));
        }
        text(")");
    }

    /// Pages are read by id, where no index on the time helps: the ids of the times that have to hold. Begin
    /// and end of a range are often two conditions, and one alone bounds little.
    void narrow(std::optional<query::Interval>& times, const Node& node) const {
        const auto* condition = std::get_if<Condition>(&node.term);
        if (condition == nullptr || node.negated || condition->field != FieldId::Time) {
            return;
        }
        const query::NumberCondition wanted = query::numberCondition(*condition, m_moment);
        if (wanted.intervals.size() != 1) {
            return;
        }
        const query::Interval& one = wanted.intervals.front();
        query::Interval& all = times ? *times : times.emplace();
        if (one.first) {
            all.first = std::max(*one.first, all.first.value_or(*one.first));
        }
        if (one.last) {
            all.last = std::min(*one.last, all.last.value_or(*one.last));
        }
    }

    static query::Interval minutesOf(query::Interval times) {
        for (auto* edge : {&times.first, &times.last}) {
            *edge = *edge ? std::optional(**edge / kMinute) : std::nullopt;
        }
        return times;
    }

    void idBound(std::string_view comparison, const query::Interval& minutes) {
        text(comparison);
        text(" FROM arrival_minute WHERE ");
        interval("minute", minutes);
        text(")");
    }

    void text(std::string_view part) { m_out.where += part; }

    void value(std::int64_t number) {
        text("?");
        m_out.values.emplace_back(number);
    }
    void value(std::string_view bytes) {
        text("?");
        m_out.values.emplace_back(std::string(bytes));
    }

    template <typename Items, typename Write>
    void each(const Items& items, std::string_view between, const Write& write) {
        bool isFirst = true;
        for (const auto& item : items) {
            text(isFirst ? "" : between);
            write(item);
            isFirst = false;
        }
    }

    void fullText(const query::FullText& word) {
        // The body last: it is the largest.
        each(std::array{std::string_view("r.target"), kHeadOfRequest, kBodyOfRequest}, " OR ",
             [&](std::string_view bytes) {
                 text("filter_word(");
                 text(bytes);
                 text(", ");
                 value(word.text);
                 text(")");
             });
    }

    void condition(const Condition& condition) {
        switch (query::valueClass(query::field(condition.field).kind)) {
            case query::ValueClass::Text:
                return texts(condition);
            case query::ValueClass::Number:
                return numbers(condition);
            case query::ValueClass::Name:
                return names(condition);
            case query::ValueClass::HeaderName:
                return headerNames(condition);
        }
    }

    void openRows(const FilterColumn& column) {
        if (!column.from.empty()) {
            text("EXISTS (SELECT 1 FROM ");
            text(column.from);
            text(" AND (");
        }
    }
    void closeRows(const FilterColumn& column) { text(column.from.empty() ? "" : "))"); }

    void texts(const Condition& condition) {
        const FilterColumn column = filterColumn(condition.field);
        openRows(column);
        each(query::textComparisons(condition), " OR ", [&](const query::TextComparison& comparison) {
            const bool isHeader = condition.field == FieldId::Header;
            const bool isList = condition.field == FieldId::ClientAlternatives;
            text(isHeader ? "filter_header(" : isList ? "filter_alternatives(" : "filter_text(");
            value(static_cast<std::int64_t>(comparison.relation));
            text(", ");
            text(isHeader ? kHeadOfRequest : isList ? "c.client_alternatives" : column.value);
            text(", ");
            if (isHeader) {
                value(condition.header);
                text(", ");
            }
            value(comparison.operand);
            text(")");
        });
        closeRows(column);
    }

    void numbers(const Condition& condition) {
        const FilterColumn column = filterColumn(condition.field);
        const query::NumberCondition wanted = query::numberCondition(condition, m_moment);
        if (wanted.unknown) {
            noValue(column);
            text(wanted.intervals.empty() ? "" : " OR ");
        }
        if (wanted.intervals.empty()) {
            return;
        }
        // An index is not taken through a function; these two are never NULL.
        const bool neverNull = condition.field == FieldId::Id || condition.field == FieldId::Time;
        openRows(column);
        text(neverNull ? "(" : "ifnull(");
        each(wanted.intervals, " OR ",
             [&](const query::Interval& interval) { this->interval(column.value, interval); });
        text(neverNull ? ")" : ", 0)");
        closeRows(column);
    }

    void noValue(const FilterColumn& column) {
        if (column.from.empty()) {
            text("(");
            text(column.value);
            text(") IS NULL");
        } else {
            text("NOT EXISTS (SELECT 1 FROM ");
            text(column.from);
            text(")");
        }
    }

    void interval(std::string_view column, const query::Interval& interval) {
        const auto bound = [&](std::string_view comparison, std::int64_t number) {
            text("(");
            text(column);
            text(comparison);
            value(number);
        };
        if (!interval.first && !interval.last) {
            text("1");
        }
        if (interval.first) {
            bound(") >= ", *interval.first);
        }
        if (interval.last) {
            text(interval.first ? " AND " : "");
            bound(") <= ", *interval.last);
        }
    }

    void names(const Condition& condition) {
        const auto fitting = query::fittingNames(condition);
        const auto known = query::field(condition.field).names();
        if (fitting.empty()) {
            text("0");
        } else if (condition.field == FieldId::Flag || condition.field == FieldId::Type) {
            each(fitting, " OR ", [&](std::size_t index) { listed(condition.field, known[index]); });
        } else {
            const FilterColumn column = filterColumn(condition.field);
            openRows(column);
            text(column.value);
            text(" IN (");
            each(fitting, ", ", [&](std::size_t index) {
                // The form is stored as its number.
                condition.field == FieldId::Form ? value(static_cast<std::int64_t>(index))
                                                 : value(known[index]);
            });
            text(")");
            closeRows(column);
            const bool wantsNew =
                condition.field == FieldId::Triage && std::ranges::find(fitting, 0U) != fitting.end();
            if (wantsNew) {
                text(" OR ");
                noValue(column);
            }
        }
    }

    /// In a list of names joined by commas. In parentheses: many of them in a row are not to become deep.
    void listed(FieldId id, std::string_view name) {
        const bool isFlag = id == FieldId::Flag;
        text("(instr(',' || ");
        text(isFlag ? "r.flags || ',' || ifnull(c.flags, '')" : "ifnull(v.types, '')");
        text(" || ',', ");
        value("," + std::string(name) + ",");
        text(") > 0");
        if (isFlag && name == traffic::flagName(traffic::RequestFlag::Late)) {
            text(" OR la.request IS NOT NULL");
        }
        text(")");
    }

    void headerNames(const Condition& condition) {
        each(query::textComparisons(condition), " OR ", [&](const query::TextComparison& name) {
            text(condition.field == FieldId::Missing ? "NOT filter_has_header(" : "filter_has_header(");
            text(kHeadOfRequest);
            text(", ");
            value(name.operand);
            text(")");
        });
    }

    query::Moment m_moment;
    SqlFilter m_out;
};

bool bounds(const Node& node) {
    if (const auto* group = std::get_if<Group>(&node.term)) {
        return !node.negated && group->join == Group::Join::All && std::ranges::any_of(group->parts, bounds);
    }
    const auto* condition = std::get_if<Condition>(&node.term);
    return condition != nullptr && !node.negated &&
           (condition->field == FieldId::Id || condition->field == FieldId::Time);
}

}  // namespace

SqlFilter filterToSql(const query::SyntaxTree& tree, const query::Moment& moment) {
    SqlWriter writer(moment);
    writer.whole(tree);
    SqlFilter out = writer.finish();
    out.isIndexed = bounds(tree);
    return out;
}

void bindAll(Statement& statement, const std::vector<SqlValue>& values) {
    for (const SqlValue& value : values) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            statement.bind(*number);
        } else {
            statement.bindText(std::get<std::string>(value));
        }
    }
}

}  // namespace mirrorscope::storage
