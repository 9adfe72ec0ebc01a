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

RowJudge::Lack RowJudge::lack(const Filter& filter) {
    const query::Needs needs = query::needs(filter.tree());
    // A free word asks for both: the body is what is missed.
    return needs.body                    ? Lack::Body
           : needs.head                  ? Lack::Head
           : needs.hits                  ? Lack::Hits
           : needs.marks                 ? Lack::Marks
           : asksForFlags(filter.tree()) ? Lack::Flags
                                         : Lack::Nothing;
}

bool RowJudge::holds(const traffic::RequestRow& row) const {
    return m_predicate.holds(query::FactsView(row));
}

}  // namespace mirrorscope::ui::filter
