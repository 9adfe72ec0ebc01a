// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/row_judge.h"

#include <algorithm>

#include "core/query/row_view.h"

namespace mirrorscope::ui::filter {
namespace {

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
    return m_predicate.holds(query::FactsView(row));
}

}  // namespace mirrorscope::ui::filter
