// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "core/storage/database.h"
#include "core/storage/reanalysis.h"
#include "core/storage/rollup_writer.h"
#include "core/storage/statement.h"
#include "core/storage/verdict_withdrawal.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::storage {

/// Writes what the analyst found out, inside the journal's background transaction. Journal's thread.
class VerdictWriter {
public:
    static base::Result<VerdictWriter> prepare(Database& database);

    base::Result<void> write(const traffic::VerdictBatch& batch, const traffic::VerdictBatch::Item& item);
    base::Result<void> follow(const traffic::ReanalysisOrder& order) { return m_reanalysis.follow(order); }
    /// Ends a step: source counters, roll-ups and the cursor after `last`.
    base::Result<void> finish(traffic::RequestId last);
    /// After a rollback; rule sets inserted in it are gone.
    void discard();

private:
    struct Statements {
        Statement verdict;
        Statement hit;
        Statement attack;
        Statement attackRule;
        Statement ruleSet;
        Statement ruleSetId;
        Statement count;
        Statement cursor;
    };
    VerdictWriter(Database& database, Statements statements, RollupWriter rollup, Reanalysis reanalysis,
                  VerdictWithdrawal withdrawal);
    base::Result<void> takeBack(const traffic::VerdictBatch::Item& item);
    base::Result<std::int64_t> ruleSetId(const traffic::VerdictBatch& batch);
    base::Result<void> writeVerdict(std::int64_t ruleSet, const traffic::VerdictBatch::Item& item);
    base::Result<void> writeHit(traffic::RequestId request, const traffic::Hit& hit,
                                traffic::AttackId attack);
    base::Result<void> writeAttack(const traffic::Attack& share);
    void countIn(const traffic::VerdictBatch::Item& item);

    Database* m_database;
    Statements m_statements;
    RollupWriter m_rollup;
    Reanalysis m_reanalysis;
    VerdictWithdrawal m_withdrawal;
    std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> m_ruleSets;
    std::map<traffic::SourceId, std::int64_t> m_attackRequests;
};

}  // namespace mirrorscope::storage
