// SPDX-License-Identifier: Apache-2.0
#include "core/storage/verdict_withdrawal.h"

#include <optional>
#include <utility>

#include "core/storage/name_list.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::storage {
namespace {

constexpr char kVerdictSql[] = "SELECT state, types FROM verdict WHERE request = ?";
constexpr char kAttacksSql[] =
    "SELECT attack, count(*) FROM hit WHERE request = ? AND attack <> 0 GROUP BY attack";
constexpr char kShareSql[] = "UPDATE attack SET requests = requests - 1, hits = hits - ? WHERE id = ?";
constexpr char kRulesSql[] =
    "DELETE FROM attack_rule WHERE attack = ?1 AND EXISTS (SELECT 1 FROM attack WHERE id = ?1 AND requests "
    "<= 0)";
constexpr char kEmptySql[] =
    "DELETE FROM attack WHERE id = ? AND requests <= 0 AND id NOT IN (SELECT attack FROM note WHERE attack "
    "IS "
    "NOT NULL)";
constexpr char kFreshSql[] = "DELETE FROM stale_verdict WHERE request = ?";
constexpr char kHitsSql[] = "DELETE FROM hit WHERE request = ?";

}  // namespace

base::Result<VerdictWithdrawal> VerdictWithdrawal::prepare(Database& database) {
    std::optional<base::Error> failure;
    const auto prepared = [&](const char* sql) {
        auto statement = Statement::prepare(database, sql);
        if (!statement) {
            failure = statement.error();
            return Statement();
        }
        return std::move(*statement);
    };
    Statements statements{prepared(kVerdictSql), prepared(kAttacksSql), prepared(kShareSql),
                          prepared(kRulesSql),   prepared(kEmptySql),   prepared(kHitsSql),
                          prepared(kFreshSql)};
    if (failure) {
        return *failure;
    }
    return VerdictWithdrawal(std::move(statements));
}

base::Result<WithdrawnVerdict> VerdictWithdrawal::withdraw(traffic::RequestId request) {
    WithdrawnVerdict old;
    m_statements.verdict.bind(request);
    while (m_statements.verdict.next()) {
        old.wasThere = true;
        old.wasAttack =
            m_statements.verdict.bytes(0) == traffic::requestStateName(traffic::RequestState::Attack);
        old.types = namesIn(m_statements.verdict.bytes(1));
    }
    if (const auto failed = m_statements.verdict.failed()) {
        return *failed;
    }
    if (!old.wasThere) {
        return old;
    }
    if (auto taken = takeShares(request); !taken) {
        return taken.error();
    }
    if (auto gone = m_statements.hits.bind(request).run(); !gone) {
        return gone.error();
    }
    if (auto fresh = m_statements.fresh.bind(request).run(); !fresh) {
        return fresh.error();
    }
    return old;
}

base::Result<void> VerdictWithdrawal::takeShares(traffic::RequestId request) {
    std::vector<std::pair<std::int64_t, std::int64_t>> shares;  // attack, hits
    m_statements.attacks.bind(request);
    while (m_statements.attacks.next()) {
        shares.emplace_back(m_statements.attacks.number(0), m_statements.attacks.number(1));
    }
    if (const auto failed = m_statements.attacks.failed()) {
        return *failed;
    }
    for (const auto& [attack, hits] : shares) {
        if (auto done = m_statements.share.bind(hits).bind(attack).run(); !done) {
            return done;
        }
        for (Statement* statement : {&m_statements.rules, &m_statements.empty}) {
            if (auto done = statement->bind(attack).run(); !done) {
                return done;
            }
        }
    }
    return {};
}

}  // namespace mirrorscope::storage
