// SPDX-License-Identifier: Apache-2.0
#include "core/storage/decision_log.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "core/storage/short_transaction.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using traffic::DecisionReceipt;

constexpr auto kLastId = std::numeric_limits<std::int64_t>::max();

// Of an attack, by ids of requests from ?2 (not included) to ?3. "attack <> 0" is said again: the partial
// index is not taken otherwise.
constexpr char kEndOfRows[] =
    "SELECT request FROM hit WHERE attack = ? AND attack <> 0 AND request > ? AND request <= ?"
    " ORDER BY request LIMIT 1 OFFSET ?";
constexpr char kHitsOfAttack[] =
    "INSERT OR IGNORE INTO triage SELECT request, rule_id, point, ?4 FROM hit"
    " WHERE attack = ?1 AND attack <> 0 AND request > ?2 AND request <= ?3";
constexpr char kHitsOfAttackByRule[] =
    "INSERT OR IGNORE INTO triage SELECT request, rule_id, point, ?4 FROM hit"
    " WHERE attack = ?1 AND attack <> 0 AND request > ?2 AND request <= ?3 AND rule_id = ?5";
constexpr char kCountOfAttack[] =
    "SELECT count(*) FROM hit WHERE attack = ? AND attack <> 0 AND request > ? AND request <= ?";
constexpr char kCountOfAttackByRule[] =
    "SELECT count(*) FROM hit WHERE attack = ? AND attack <> 0 AND request > ? AND request <= ? AND rule_id "
    "= "
    "?";
constexpr char kHitsOfRequestByRule[] =
    "INSERT OR IGNORE INTO triage SELECT request, rule_id, point, ?2 FROM hit WHERE request = ?1 AND rule_id "
    "= ?3";
constexpr char kLost[] = "The decision was removed while it was written";

base::Error notFound(const TriageTarget& target) {
    return target.attack != 0
               ? base::Error{base::ErrorCode::AttackNotFound, {std::to_string(target.attack)}}
               : base::Error{base::ErrorCode::RequestNotFound, {std::to_string(target.request)}};
}

traffic::LoggedDecision readDecision(const Statement& row) {
    traffic::LoggedDecision out;
    out.receipt = {row.number(0), static_cast<std::uint64_t>(row.number(1)),
                   static_cast<std::uint64_t>(row.number(2))};
    out.at = base::WallTime(std::chrono::microseconds(row.number(3)));
    out.state = row.bytes(4);
    out.reason = row.bytes(5);
    out.about = row.bytes(6);
    out.scope = row.bytes(7);
    out.ruleId = row.knownNumber(8);
    out.isUndone = row.bytes(9) == "undone";
    return out;
}

}  // namespace

struct DecisionLog::Heading {
    const DecisionDraft& draft;
    std::string_view about;
    std::string scope;
    std::optional<std::int64_t> ruleId;
    DecisionReceipt counts;  // counted when all is written
};

base::Result<std::int64_t> DecisionLog::change(const char* sql, std::initializer_list<std::int64_t> values) {
    auto statement = Statement::prepare(m_database, sql);
    if (!statement) {
        return statement.error();
    }
    for (const std::int64_t value : values) {
        statement->bind(value);
    }
    if (auto done = statement->run(); !done) {
        return done.error();
    }
    return std::int64_t{sqlite3_changes(m_database.handle())};
}

/// The first column of the first row; the last of all ids when there is none.
base::Result<std::int64_t> DecisionLog::number(const char* sql, std::initializer_list<std::int64_t> values) {
    auto statement = Statement::prepare(m_database, sql);
    if (!statement) {
        return statement.error();
    }
    for (const std::int64_t value : values) {
        statement->bind(value);
    }
    const std::int64_t found = statement->next() ? statement->number(0) : kLastId;
    if (auto failed = statement->failed()) {
        return *failed;
    }
    return found;
}

/// One transaction; whether there is more to write. The first makes the decision, the last puts it in force.
base::Result<bool> DecisionLog::writeNext(const Heading& heading, const Part& part,
                                          DecisionReceipt& receipt) {
    if (receipt.decision == 0) {
        auto begin = Statement::prepare(
            m_database,
            "INSERT INTO decision (phase, state, reason, time, about, scope, rule_id, requests, hits)"
            " VALUES ('begun', ?, ?, ?, ?, ?, ?, 0, 0)");
        if (!begin) {
            return begin.error();
        }
        const auto begun = begin->bindText(traffic::triageStateName(heading.draft.state))
                               .bindText(heading.draft.reason)
                               .bind(heading.draft.at.time_since_epoch().count())
                               .bindText(heading.about)
                               .bindText(heading.scope)
                               .bind(heading.ruleId)
                               .run();
        if (!begun) {
            return begun.error();
        }
        receipt.decision = sqlite3_last_insert_rowid(m_database.handle());
    }
    const auto more = part(receipt.decision);
    if (!more || *more) {
        return more;
    }
    receipt.requests = heading.counts.requests;
    receipt.hits = heading.counts.hits;
    const auto made =
        change("UPDATE decision SET phase = 'made', requests = ?, hits = ? WHERE id = ? AND phase = 'begun'",
               {static_cast<std::int64_t>(receipt.requests), static_cast<std::int64_t>(receipt.hits),
                receipt.decision});
    if (!made) {
        return made.error();
    }
    return *made == 1 ? base::Result<bool>(false) : base::Error{base::ErrorCode::StorageFailed, {kLost, ""}};
}

base::Result<DecisionReceipt> DecisionLog::write(const Heading& heading, const Part& part,
                                                 const base::CancelToken& cancel) {
    DecisionReceipt receipt;
    for (bool isMore = true; isMore;) {
        auto more = inOneTransaction(m_database, [&]() -> base::Result<bool> {
            return cancel.isCancelled() ? base::Error{base::ErrorCode::Cancelled, {}}
                                        : writeNext(heading, part, receipt);
        });
        if (!more) {
            // Without effect either way: what cannot be removed now is removed later.
            static_cast<void>(remove(receipt.decision));
            return more.error();
        }
        isMore = *more;
    }
    return receipt;
}

base::Result<DecisionReceipt> DecisionLog::decide(const TriageTarget& target, const DecisionDraft& draft) {
    const auto count = number(target.attack != 0 ? "SELECT count(*) FROM attack WHERE id = ?"
                                                 : "SELECT count(*) FROM request WHERE id = ?",
                              {target.attack != 0 ? target.attack : target.request});
    if (!count) {
        return count.error();
    }
    if (*count == 0) {
        return notFound(target);
    }
    return target.attack != 0 ? decideAttack(target, draft) : decideRequest(target, draft);
}

base::Result<DecisionReceipt> DecisionLog::decideRequest(const TriageTarget& target,
                                                         const DecisionDraft& draft) {
    Heading heading{draft, "request", std::to_string(target.request), target.ruleId, {0, 1, 0}};
    const auto part = [&](std::int64_t decision) -> base::Result<bool> {
        const auto written =
            target.ruleId ? change(kHitsOfRequestByRule, {target.request, decision, *target.ruleId})
                          : change("INSERT INTO triage VALUES (?, 0, x'', ?)", {target.request, decision});
        if (!written) {
            return written.error();
        }
        if (*written == 0) {
            return base::Error{base::ErrorCode::HitNotFound, {std::to_string(*target.ruleId)}};
        }
        const auto hits = target.ruleId
                              ? number("SELECT count(*) FROM hit WHERE request = ? AND rule_id = ?",
                                       {target.request, *target.ruleId})
                              : number("SELECT count(*) FROM hit WHERE request = ?", {target.request});
        if (!hits) {
            return hits.error();
        }
        heading.counts.hits = static_cast<std::uint64_t>(*hits);
        return false;
    };
    return write(heading, part, {});
}

/// Hit by hit: a request may have hits in several attacks.
base::Result<DecisionReceipt> DecisionLog::decideAttack(const TriageTarget& target,
                                                        const DecisionDraft& draft) {
    const auto until = number("SELECT ifnull(max(id), 0) FROM request", {});
    if (!until) {
        return until.error();
    }
    Heading heading{draft, "attack", std::to_string(target.attack), target.ruleId, {}};
    std::int64_t after = 0;
    const auto part = [&](std::int64_t decision) -> base::Result<bool> {
        const auto found = number(kEndOfRows, {target.attack, after, *until, kRows - 1});
        if (!found) {
            return found.error();
        }
        const std::int64_t end = std::min(*found, *until);
        const auto written =
            target.ruleId ? change(kHitsOfAttackByRule, {target.attack, after, end, decision, *target.ruleId})
                          : change(kHitsOfAttack, {target.attack, after, end, decision});
        const auto requests =
            number("SELECT count(DISTINCT request) FROM triage WHERE decision = ? AND request > ?",
                   {decision, after});
        const auto hits = target.ruleId
                              ? number(kCountOfAttackByRule, {target.attack, after, end, *target.ruleId})
                              : number(kCountOfAttack, {target.attack, after, end});
        if (!written || !requests || !hits) {
            return !written ? written.error() : !requests ? requests.error() : hits.error();
        }
        heading.counts.hits += static_cast<std::uint64_t>(*hits);
        heading.counts.requests += static_cast<std::uint64_t>(*requests);
        after = end;
        if (end < *until) {
            return true;
        }
        if (heading.counts.hits == 0 && target.ruleId) {
            return base::Error{base::ErrorCode::HitNotFound, {std::to_string(*target.ruleId)}};
        }
        return false;
    };
    return write(heading, part, {});
}

base::Result<DecisionReceipt> DecisionLog::decideAll(const RequestSet& requests, std::uint64_t hits,
                                                     const std::string& filter, const DecisionDraft& draft,
                                                     const base::CancelToken& cancel) {
    const Heading heading{draft, "filter", filter, {}, {0, requests.count(), hits}};
    auto next = requests.blocks().begin();
    const auto part = [&](std::int64_t decision) -> base::Result<bool> {
        auto insert = Statement::prepare(m_database, "INSERT INTO decided VALUES (?, ?, ?)");
        if (!insert) {
            return insert.error();
        }
        for (std::size_t i = 0; i < kBlocks && next != requests.blocks().end(); ++i, ++next) {
            if (auto done = insert->bind(next->first).bind(decision).bindBlob(next->second).run(); !done) {
                return done.error();
            }
        }
        return next != requests.blocks().end();
    };
    return write(heading, part, cancel);
}

base::Result<bool> DecisionLog::setUndone(std::int64_t decision, bool isUndone) {
    return inOneTransaction(m_database, [&]() -> base::Result<bool> {
        const auto changed =
            change(isUndone ? "UPDATE decision SET phase = 'undone' WHERE id = ? AND phase = 'made'"
                            : "UPDATE decision SET phase = 'made' WHERE id = ? AND phase = 'undone'",
                   {decision});
        return changed ? base::Result<bool>(*changed > 0) : changed.error();
    });
}

base::Result<std::vector<traffic::LoggedDecision>> DecisionLog::newest(std::size_t limit) {
    auto rows =
        Statement::prepare(m_database,
                           "SELECT id, requests, hits, time, state, reason, about, scope, rule_id, phase"
                           " FROM decision WHERE phase IN ('made', 'undone') ORDER BY id DESC LIMIT ?");
    if (!rows) {
        return rows.error();
    }
    rows->bind(static_cast<std::int64_t>(limit));
    std::vector<traffic::LoggedDecision> out;
    while (rows->next()) {
        out.push_back(readDecision(*rows));
    }
    const auto failed = rows->failed();
    return failed ? base::Result<std::vector<traffic::LoggedDecision>>(*failed) : std::move(out);
}

base::Result<void> DecisionLog::removeUnfinished(base::WallTime before) {
    for (;;) {
        const auto one = number("SELECT id FROM decision WHERE phase = 'begun' AND time < ? LIMIT 1",
                                {before.time_since_epoch().count()});
        if (!one) {
            return one.error();
        }
        if (*one == kLastId) {
            return {};
        }
        if (auto done = remove(*one); !done) {
            return done;
        }
    }
}

/// Of one that is not in force, the decision itself last: until then it is found again.
base::Result<void> DecisionLog::remove(std::int64_t decision) {
    for (bool isMore = true; isMore;) {
        const auto more = inOneTransaction(m_database, [&]() -> base::Result<bool> {
            const auto row = number(
                "SELECT request FROM triage WHERE decision = ? ORDER BY decision, request LIMIT 1 OFFSET ?",
                {decision, kRows});
            const auto block = number(
                "SELECT block FROM decided WHERE decision = ? ORDER BY decision, block LIMIT 1 OFFSET ?",
                {decision, static_cast<std::int64_t>(kBlocks)});
            if (!row || !block) {
                return !row ? row.error() : block.error();
            }
            const bool isLast = *row == kLastId && *block == kLastId;
            const auto rows =
                change("DELETE FROM triage WHERE decision = ? AND request <= ?", {decision, *row});
            const auto blocks =
                change("DELETE FROM decided WHERE decision = ? AND block <= ?", {decision, *block});
            const auto itself =
                isLast ? change("DELETE FROM decision WHERE id = ? AND phase = 'begun'", {decision})
                       : base::Result<std::int64_t>(0);
            if (!rows || !blocks || !itself) {
                return !rows ? rows.error() : !blocks ? blocks.error() : itself.error();
            }
            return !isLast;
        });
        if (!more) {
            return more.error();
        }
        isMore = *more;
    }
    return {};
}

}  // namespace mirrorscope::storage
