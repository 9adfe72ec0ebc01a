// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter.h"

namespace mirrorscope::ui::filter {

query::SyntaxTree treeOf(const std::vector<query::Node>& conditions) {
    query::Group all;
    for (const query::Node& node : conditions) {
        const auto* group = std::get_if<query::Group>(&node.term);
        if (group != nullptr && !node.negated && group->join == query::Group::Join::All) {
            all.parts.insert(all.parts.end(), group->parts.begin(), group->parts.end());
        } else {
            all.parts.push_back(node);
        }
    }
    return all.parts.size() == 1 ? all.parts.front() : query::SyntaxTree{false, std::move(all)};
}

Filter::Result Filter::read(std::string_view text, const query::Moment& moment) {
    auto tree = query::parse(text);
    if (!tree) {
        return tree.error();
    }
    Filter filter;
    filter.m_tree = std::move(*tree);
    filter.m_moment = moment;
    return filter;
}

Filter::Result Filter::of(const std::vector<query::Node>& conditions, const query::Moment& moment) {
    return read(query::print(treeOf(conditions)), moment);
}

std::span<const query::Node> Filter::conditions() const {
    const auto* group = std::get_if<query::Group>(&m_tree.term);
    const bool isAll = group != nullptr && !m_tree.negated && group->join == query::Group::Join::All;
    return isAll ? std::span<const query::Node>(group->parts) : std::span(&m_tree, 1);
}

bool Filter::operator==(const Filter& other) const {
    return m_tree == other.m_tree &&
           (isEmpty() || (m_moment.now == other.m_moment.now && m_moment.zone == other.m_moment.zone));
}

}  // namespace mirrorscope::ui::filter
