// SPDX-License-Identifier: Apache-2.0
#include "core/storage/verdict_writer.h"

#include <set>
#include <utility>

namespace mirrorscope::storage {
namespace {

constexpr char kVerdictSql[] =
    "INSERT OR REPLACE INTO verdict (request, rule_set, state, score, threshold, partial, types, error)"
    " VALUES (?,?,?,?,?,?,?,?)";
constexpr char kHitSql[] =
    "INSERT INTO hit (request, attack, rule_id, type, severity, message, point, variable, matched, offset, "
    "length,"
    " transformations, rule_file) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)";
// The worst hit names the attack; counters are what this request adds.
constexpr char kAttackSql[] =
    "INSERT INTO attack (id, first_seen, last_seen, type, severity, source, client, host, endpoint, message, "
    "point,"
    " requests, hits, score) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
    " first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen),"
    " message = CASE WHEN excluded.severity > severity THEN excluded.message ELSE message END,"
    " point = CASE WHEN excluded.severity > severity THEN excluded.point ELSE point END,"
    " severity = max(severity, excluded.severity), requests = requests + excluded.requests,"
    " hits = hits + excluded.hits, score = max(score, excluded.score)";
constexpr char kAttackRuleSql[] = "INSERT OR IGNORE INTO attack_rule (attack, rule_id) VALUES (?,?)";
constexpr char kRuleSetSql[] = "INSERT OR IGNORE INTO rule_set (engine, name, hash) VALUES (?,?,?)";
constexpr char kRuleSetIdSql[] = "SELECT id FROM rule_set WHERE engine = ? AND name = ? AND hash = ?";
constexpr char kCountSql[] = "UPDATE source SET attack_requests = attack_requests + ? WHERE id = ?";
constexpr char kCursorSql[] = "UPDATE cursor SET request = ? WHERE name = 'verdict'";

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

std::set<std::string> typesOf(const traffic::VerdictBatch::Item& item) {
    std::set<std::string> types;
    for (const traffic::AttackChange& change : item.attacks) {
        types.emplace(traffic::attackTypeInfo(change.attack.type).name);
    }
    return types;
}

}  // namespace

base::Result<VerdictWriter> VerdictWriter::prepare(Database& database) {
    std::optional<base::Error> failure;
    const auto prepared = [&](const char* sql) {
        auto statement = Statement::prepare(database, sql);
        if (!statement) {
            failure = statement.error();
            return Statement();
        }
        return std::move(*statement);
    };
    Statements statements{prepared(kVerdictSql),    prepared(kHitSql),     prepared(kAttackSql),
                          prepared(kAttackRuleSql), prepared(kRuleSetSql), prepared(kRuleSetIdSql),
                          prepared(kCountSql),      prepared(kCursorSql)};
    auto rollup = RollupWriter::prepare(database);
    if (!rollup) {
        failure = rollup.error();
    }
    auto reanalysis = Reanalysis::load(database);
    auto withdrawal = VerdictWithdrawal::prepare(database);
    if (!reanalysis || !withdrawal) {
        failure = reanalysis ? withdrawal.error() : reanalysis.error();
    }
    if (failure) {
        return *failure;
    }
    return VerdictWriter(database, std::move(statements), std::move(*rollup), std::move(*reanalysis),
                         std::move(*withdrawal));
}

VerdictWriter::VerdictWriter(Database& database, Statements statements, RollupWriter rollup,
                             Reanalysis reanalysis, VerdictWithdrawal withdrawal)
    : m_database(&database),
      m_statements(std::move(statements)),
      m_rollup(std::move(rollup)),
      m_reanalysis(std::move(reanalysis)),
      m_withdrawal(std::move(withdrawal)) {}

base::Result<void> VerdictWriter::write(const traffic::VerdictBatch& batch,
                                        const traffic::VerdictBatch::Item& item) {
    const auto ruleSet = ruleSetId(batch);
    if (!ruleSet) {
        return ruleSet.error();
    }
    if (item.verdict.requestId <= m_reanalysis.until()) {
        if (auto taken = takeBack(item); !taken) {
            return taken;
        }
    }
    if (auto written = writeVerdict(*ruleSet, item); !written) {
        return written;
    }
    for (std::size_t i = 0; i < item.verdict.hits.size(); ++i) {
        const auto attack = i < item.attackOfHit.size() ? item.attackOfHit[i] : 0;
        if (auto written = writeHit(item.verdict.requestId, item.verdict.hits[i], attack); !written) {
            return written;
        }
    }
    for (const traffic::AttackChange& change : item.attacks) {
        if (auto written = writeAttack(change.attack); !written) {
            return written;
        }
    }
    countIn(item);
    return {};
}

base::Result<void> VerdictWriter::takeBack(const traffic::VerdictBatch::Item& item) {
    const auto old = m_withdrawal.withdraw(item.verdict.requestId);
    if (!old) {
        return old.error();
    }
    if (old->wasAttack) {
        --m_attackRequests[item.source];
        m_rollup.add(item.receivedAt, item.source, item.listener, {}, 0, -1);
    }
    for (const std::string& type : old->types) {
        m_rollup.add(item.receivedAt, item.source, item.listener, type, -1, 0);
    }
    return {};
}

base::Result<void> VerdictWriter::writeVerdict(std::int64_t ruleSet,
                                               const traffic::VerdictBatch::Item& item) {
    const traffic::Verdict& verdict = item.verdict;
    std::string types;
    for (const std::string& type : typesOf(item)) {
        types += (types.empty() ? "" : ",") + type;
    }
    return m_statements.verdict.bind(verdict.requestId)
        .bind(ruleSet)
        .bindText(traffic::requestStateName(verdict.state))
        .bind(std::int64_t{verdict.score})
        .bind(std::int64_t{verdict.threshold})
        .bind(std::int64_t{verdict.partial})
        .bindText(types)
        .bindText(verdict.error)
        .run();
}

base::Result<void> VerdictWriter::writeHit(traffic::RequestId request, const traffic::Hit& hit,
                                           traffic::AttackId attack) {
    const auto offset = hit.offset ? std::optional(static_cast<std::int64_t>(*hit.offset)) : std::nullopt;
    return m_statements.hit.bind(request)
        .bind(attack)
        .bind(hit.ruleId)
        .bindText(traffic::attackTypeInfo(hit.type).name)
        .bindText(traffic::severityName(hit.severity))
        .bindText(hit.message)
        .bindBlob(hit.point)
        .bindBlob(hit.variable)
        .bindBlob(hit.matched)
        .bind(offset)
        .bind(static_cast<std::int64_t>(hit.length))
        .bindText(hit.transformations)
        .bindText(hit.ruleFile)
        .run();
}

base::Result<void> VerdictWriter::writeAttack(const traffic::Attack& share) {
    m_statements.attack.bind(share.id)
        .bind(stamp(share.firstSeen))
        .bind(stamp(share.lastSeen))
        .bindText(traffic::attackTypeInfo(share.type).name)
        .bind(static_cast<std::int64_t>(share.severity))
        .bind(share.source)
        .bindText(share.client)
        .bindBlob(share.host)
        .bindBlob(share.endpoint)
        .bindText(share.message)
        .bindBlob(share.point)
        .bind(static_cast<std::int64_t>(share.requests))
        .bind(static_cast<std::int64_t>(share.hits))
        .bind(std::int64_t{share.score});
    if (auto written = m_statements.attack.run(); !written) {
        return written;
    }
    for (const std::int64_t rule : share.ruleIds) {
        if (auto written = m_statements.attackRule.bind(share.id).bind(rule).run(); !written) {
            return written;
        }
    }
    return {};
}

void VerdictWriter::countIn(const traffic::VerdictBatch::Item& item) {
    const bool isAttack = item.verdict.state == traffic::RequestState::Attack;
    if (isAttack) {
        ++m_attackRequests[item.source];
        m_rollup.add(item.receivedAt, item.source, item.listener, {}, 0, 1);
    }
    for (const std::string& type : typesOf(item)) {
        m_rollup.add(item.receivedAt, item.source, item.listener, type, 1, 0);
    }
}

base::Result<std::int64_t> VerdictWriter::ruleSetId(const traffic::VerdictBatch& batch) {
    const std::tuple key{batch.engine, batch.ruleSet, batch.ruleSetHash};
    if (const auto known = m_ruleSets.find(key); known != m_ruleSets.end()) {
        return known->second;
    }
    auto inserted =
        m_statements.ruleSet.bindText(batch.engine).bindText(batch.ruleSet).bindText(batch.ruleSetHash).run();
    if (!inserted) {
        return inserted.error();
    }
    Statement& find =
        m_statements.ruleSetId.bindText(batch.engine).bindText(batch.ruleSet).bindText(batch.ruleSetHash);
    std::int64_t id = 0;
    while (find.next()) {
        id = find.number(0);
    }
    if (const auto failed = find.failed()) {
        return *failed;
    }
    m_ruleSets.emplace(key, id);
    return id;
}

void VerdictWriter::discard() {
    m_ruleSets.clear();
    m_attackRequests.clear();
    m_rollup.discard();
    if (auto again = Reanalysis::load(*m_database)) {
        m_reanalysis = std::move(*again);
    }
}

base::Result<void> VerdictWriter::finish(traffic::RequestId last) {
    for (const auto& [source, count] : std::exchange(m_attackRequests, {})) {
        if (auto done = m_statements.count.bind(count).bind(source).run(); !done) {
            return done;
        }
    }
    if (auto written = m_rollup.write(); !written) {
        return written;
    }
    if (auto moved = m_statements.cursor.bind(last).run(); !moved) {
        return moved;
    }
    return m_reanalysis.reached(last);
}

}  // namespace mirrorscope::storage
