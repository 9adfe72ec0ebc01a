// SPDX-License-Identifier: Apache-2.0
#include "core/storage/attack_reads.h"

#include <limits>
#include <string>

#include "core/storage/row_decoding.h"

namespace mirrorscope::storage {
namespace {

using namespace std::string_literals;

/// Requests before or behind this one, in the direction of the page.
std::int64_t pageKey(const traffic::PageQuery& query) {
    const bool fromEnd = query.newestFirst && query.after == 0;
    return fromEnd ? std::numeric_limits<std::int64_t>::max() : query.after;
}

}  // namespace

base::Result<std::vector<traffic::RequestId>> readAttackRequests(QueryRunner& runner,
                                                                 traffic::AttackId attack,
                                                                 const traffic::PageQuery& query,
                                                                 const base::CancelToken& cancel) {
    // "attack <> 0" is said again: the partial index is not taken otherwise.
    const std::string sql =
        "SELECT DISTINCT request FROM hit WHERE attack = ? AND attack <> 0 AND request "s +
        (query.newestFirst ? "< ? ORDER BY request DESC" : "> ? ORDER BY request") + " LIMIT ?";
    return runner.gather<traffic::RequestId>(sql,
                                             {attack, pageKey(query), static_cast<std::int64_t>(query.limit)},
                                             cancel, [](const Statement& row) { return row.number(0); });
}

base::Result<std::vector<traffic::HitRow>> readAttackHits(QueryRunner& runner, traffic::AttackId attack,
                                                          const traffic::PageQuery& query,
                                                          const base::CancelToken& cancel) {
    const std::string sql =
        "SELECT "s + kHitColumns + " FROM " + kHitTables +
        " WHERE h.attack = ? AND h.attack <> 0 AND h.request " +
        (query.newestFirst ? "< ? ORDER BY h.request DESC, h.id DESC" : "> ? ORDER BY h.request, h.id") +
        " LIMIT ?";
    return runner.gather<traffic::HitRow>(
        sql, {attack, pageKey(query), static_cast<std::int64_t>(query.limit)}, cancel, readHit);
}

}  // namespace mirrorscope::storage
