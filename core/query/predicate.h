// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "core/query/row_view.h"
#include "core/query/syntax_tree.h"
#include "core/query/time_point.h"

namespace mirrorscope::query {

/// Which parts of a request a filter looks at beyond its RequestRow.
struct Needs {
    bool head = false;
    bool body = false;
    bool hits = false;
    bool marks = false;
};

Needs needs(const SyntaxTree& tree);

/// A filter made ready for rows in memory; agrees with storage/filter_to_sql.h on every row. Two-valued: a
/// condition on what is not known does not hold, its negation does. One owner, one thread at a time.
class Predicate {
public:
    /// Relative times count from `moment`.
    Predicate(const SyntaxTree& tree, const Moment& moment);
    Predicate(Predicate&&) noexcept;
    Predicate& operator=(Predicate&&) noexcept;
    ~Predicate();

    bool holds(const RowView& row) const;

    /// How often a regular expression gave up at a limit since the start: the answers are partial.
    std::uint64_t gaveUp() const;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::query
