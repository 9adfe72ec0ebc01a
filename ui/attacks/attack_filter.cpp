// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_filter.h"

#include <algorithm>
#include <utility>

#include "core/query/row_view.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_part.h"

namespace mirrorscope::ui::attacks {
namespace {

using query::FieldId;

bool knows(FieldId field) {
    switch (field) {
        case FieldId::Source:
        case FieldId::SourceKind:
        case FieldId::Client:
        case FieldId::Host:
        case FieldId::Type:
        case FieldId::Severity:
        case FieldId::Attack:
        case FieldId::Rule:
        case FieldId::Triage:
            return true;
        default:
            return false;
    }
}

/// An attack in the place of one of its requests.
class AttackView final : public query::RowView {
public:
    explicit AttackView(const traffic::AttackRow& attack) {
        m_row.sourceName = attack.sourceName;
        m_row.context.kind = attack.sourceKind;
        m_row.context.client = attack.attack.client;
        m_row.context.host = attack.attack.host;
        m_row.attackTypes = {attack.attack.type};
        m_marks.triage = {attack.triage};
        traffic::HitRow hit;
        hit.attackId = attack.attack.id;
        hit.hit.severity = attack.attack.severity;
        for (const std::int64_t rule : attack.attack.ruleIds) {
            hit.hit.ruleId = rule;
            m_hits.push_back(hit);
        }
        if (m_hits.empty()) {
            m_hits.push_back(hit);
        }
    }

    const traffic::RequestRow& row() const override { return m_row; }
    std::string_view head() const override { return {}; }
    std::string_view body() const override { return {}; }
    std::span<const traffic::HitRow> hits() const override { return m_hits; }
    const query::Marks& marks() const override { return m_marks; }

private:
    traffic::RequestRow m_row;
    std::vector<traffic::HitRow> m_hits;
    query::Marks m_marks;
};

bool goesOnDuring(const traffic::Attack& attack, const query::Interval& interval) {
    return (!interval.last || attack.firstSeen.time_since_epoch().count() <= *interval.last) &&
           (!interval.first || attack.lastSeen.time_since_epoch().count() >= *interval.first);
}

}  // namespace

struct AttackFilter::Parts {
    std::vector<query::Node> conditions;
    std::vector<std::vector<query::Interval>> times;
    QStringList ignored;
};

AttackFilter::Parts AttackFilter::partsOf(const filter::Filter& filter) {
    Parts parts;
    std::vector<query::Node> others;
    for (const query::Node& node : filter.conditions()) {
        if (filter::fieldOf(node) == FieldId::Time && !node.negated) {
            const auto numbers = numberCondition(std::get<query::Condition>(node.term), filter.moment());
            parts.times.push_back(numbers.intervals);
        } else {
            others.push_back(node);
        }
    }
    auto rest = filter::partOf(others, knows);
    parts.conditions = std::move(rest.conditions);
    parts.ignored = std::move(rest.ignored);
    return parts;
}

AttackFilter::AttackFilter(const filter::Filter& filter) : AttackFilter(partsOf(filter), filter.moment()) {}

AttackFilter::AttackFilter(Parts parts, const query::Moment& moment)
    : m_times(std::move(parts.times)),
      m_ignored(std::move(parts.ignored)),
      m_predicate(filter::treeOf(parts.conditions), moment) {}

bool AttackFilter::matches(const traffic::AttackRow& row) const {
    const bool isThen = std::ranges::all_of(m_times, [&](const auto& intervals) {
        return std::ranges::any_of(
            intervals, [&](const query::Interval& interval) { return goesOnDuring(row.attack, interval); });
    });
    return isThen && m_predicate.holds(AttackView(row));
}

}  // namespace mirrorscope::ui::attacks
