// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/query/time_point.h"
#include "core/storage/filter_to_sql.h"
#include "core/traffic/bucket_grid.h"

namespace mirrorscope::storage {

/// A filter that roll-ups can answer: a span of time, and conditions on source and listener.
struct RollupFilter {
    base::WallTime from = base::WallTime::min();
    base::WallTime until = base::WallTime::max();
    SqlFilter names;  // over the tables of kRollupTables, or those of requests; empty: all
    bool asksForListener = false;
};

/// Unset when requests have to be read. Times have to hold all, beside the other conditions; those may be
/// joined in any way.
std::optional<RollupFilter> rollupFilter(const query::SyntaxTree& tree, const query::Moment& moment);

/// Whole buckets of one resolution.
struct RollupPiece {
    std::int64_t resolution = 1;  // seconds
    base::WallTime from{};
    base::WallTime until{};
};

/// A span as the coarsest roll-ups that tell its buckets apart, and what is left over at its ends: parts of
/// seconds, which only requests can tell.
struct RollupCover {
    std::vector<RollupPiece> pieces;
    std::vector<std::pair<base::WallTime, base::WallTime>> fractions;
};
RollupCover coverOf(const traffic::BucketGrid& grid, base::WallTime from, base::WallTime until);

/// The roll-ups of a piece under the names that a filter has for listener and source; three values to bind:
/// resolution, first and last bucket (the latter is not part of it).
inline constexpr char kRollupTables[] =
    "(SELECT bucket, source, listener AS name, type, requests, attack_requests FROM rollup"
    " WHERE resolution = ? AND bucket >= ? AND bucket < ?) l LEFT JOIN source s ON s.id = l.source";

}  // namespace mirrorscope::storage
