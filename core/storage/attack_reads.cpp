// SPDX-License-Identifier: Apache-2.0
#include "core/storage/attack_reads.h"

#include <limits>
#include <string>

#include "core/storage/row_decoding.h"
#include "core/storage/triage_state.h"

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

base::Result<std::vector<std::string>> readTriageOf(QueryRunner& runner,
                                                    const std::vector<traffic::AttackId>& attacks,
                                                    const base::CancelToken& cancel) {
    static const std::string sql = "SELECT " + triageOfAttack() + " FROM (SELECT ? AS id) a";
    return runner.cancellable(cancel, [&]() -> base::Result<std::vector<std::string>> {
        auto statement = Statement::prepare(runner.database(), sql.c_str());
        if (!statement) {
            return statement.error();
        }
        std::vector<std::string> states;
        states.reserve(attacks.size());
        for (const traffic::AttackId attack : attacks) {
            statement->bind(attack);
            while (statement->next()) {
                states.push_back(statement->bytes(0));
            }
            if (auto failed = statement->failed()) {
                return *failed;
            }
        }
        return states;
    });
}

base::Result<std::string> readDecisionsStamp(QueryRunner& runner) {
    // Two of the first three are the same only for other decisions of as many and as high ids. The fourth is
    // of those that grow: a rule's decision of the day has the same id all day.
    auto statement = Statement::prepare(
        runner.database(),
        "SELECT CASE WHEN count(*) = 0 THEN '' ELSE count(*) || ' ' || total(id) || ' ' || total(id * id)"
        " || ' ' || total(requests) END"
        " FROM decision WHERE phase = 'made'");
    if (!statement) {
        return statement.error();
    }
    std::string stamp;
    while (statement->next()) {
        stamp = statement->bytes(0);
    }
    const auto failed = statement->failed();
    return failed ? base::Result<std::string>(*failed) : stamp;
}

}  // namespace mirrorscope::storage
