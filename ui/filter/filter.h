// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boost/system/result.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/parser.h"
#include "core/query/syntax_tree.h"
#include "core/query/time_point.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::filter {

/// A filter that can be read, with the moment its relative times count from: what the store is asked and what
/// rows in memory are judged by. Plain value.
class Filter {
public:
    using Result = boost::system::result<Filter, query::ParseError>;

    /// Everything.
    Filter() = default;
    static Result read(std::string_view text, const query::Moment& moment);
    /// All of these have to hold. Fails where together they are more than a filter may have; the place is in
    /// print() of them.
    static Result of(const std::vector<query::Node>& conditions, const query::Moment& moment);

    bool isEmpty() const { return m_tree == query::SyntaxTree{}; }
    const query::SyntaxTree& tree() const { return m_tree; }
    const query::Moment& moment() const { return m_moment; }
    /// The parts that all have to hold: one chip each.
    std::span<const query::Node> conditions() const;
    /// As the parser reads it back.
    std::string text() const { return query::print(m_tree); }
    traffic::FilterText forStore() const { return {text(), m_moment.now, m_moment.zone}; }

    /// The same rows hold: relative times count from the same moment, too.
    bool operator==(const Filter& other) const;

private:
    query::SyntaxTree m_tree;
    query::Moment m_moment;
};

/// The tree that all of them make.
query::SyntaxTree treeOf(const std::vector<query::Node>& conditions);

}  // namespace mirrorscope::ui::filter
