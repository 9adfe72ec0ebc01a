// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/query/condition_values.h"
#include "core/query/syntax_tree.h"
#include "core/query/time_point.h"

namespace mirrorscope::storage {

class Statement;

using SqlValue = std::variant<std::int64_t, std::string>;

/// A condition over the tables of a page of requests (row_decoding.h: r, l, la, c, s, v). The text is made of
/// constants of ours only; everything of the filter is in `values`, bound in order to the question marks.
struct SqlFilter {
    std::string where;
    std::vector<SqlValue> values;
    /// An id range, or a time range that is not too large, bounds what is read; otherwise a page may read the
    /// whole session: show progress.
    bool isIndexed = false;
    /// What arrived in other minutes since the epoch does not fit.
    std::optional<query::Interval> minutes;
};

/// Agrees with query::Predicate on every row. Runs on a connection with FilterFunctions. Relative times count
/// from `moment`.
SqlFilter filterToSql(const query::SyntaxTree& tree, const query::Moment& moment);

/// Binds them in order; they must live until the statement ran.
void bindAll(Statement& statement, const std::vector<SqlValue>& values);

}  // namespace mirrorscope::storage
