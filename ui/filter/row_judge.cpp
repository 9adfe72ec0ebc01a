// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/row_judge.h"

#include <algorithm>

#include "core/query/row_view.h"

namespace mirrorscope::ui::filter {
namespace {

class FeedRow final : public query::RowView {
public:
    explicit FeedRow(const traffic::RequestRow& row) : m_row(row) {}

    const traffic::RequestRow& row() const override { return m_row; }
    std::string_view head() const override { return {}; }
    std::string_view body() const override { return {}; }
    std::span<const traffic::HitRow> hits() const override { return {}; }
    const query::Marks& marks() const override { return m_none; }

private:
    const traffic::RequestRow& m_row;
    query::Marks m_none;
};

bool asksForFlags(const query::Node& node) {
    if (const auto* condition = std::get_if<query::Condition>(&node.term)) {
        return condition->field == query::FieldId::Flag;
    }
    const auto* group = std::get_if<query::Group>(&node.term);
    return group != nullptr && std::ranges::any_of(group->parts, asksForFlags);
}

}  // namespace

bool RowJudge::canAnswer(const Filter& filter) {
    const query::Needs needs = query::needs(filter.tree());
    return !needs.head && !needs.body && !needs.hits && !needs.marks && !asksForFlags(filter.tree());
}

bool RowJudge::holds(const traffic::RequestRow& row) const {
    return m_predicate.holds(FeedRow(row));
}

}  // namespace mirrorscope::ui::filter
