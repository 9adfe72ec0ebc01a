// SPDX-License-Identifier: Apache-2.0
#include "core/storage/decision_log.h"

#include <algorithm>
#include <chrono>

#include "core/storage/short_transaction.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using traffic::DecisionReceipt;

constexpr std::int64_t kRows = DecisionWriting::kRows;

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
constexpr char kRequestsOfAttack[] =
    "SELECT request FROM hit WHERE attack = ?1 AND attack <> 0 AND request > ?2 AND request <= ?3"
    " AND (?4 IS NULL OR rule_id = ?4)";
constexpr char kHitsOfRequestByRule[] =
    "INSERT OR IGNORE INTO triage SELECT request, rule_id, point, ?2 FROM hit WHERE request = ?1 AND rule_id "
    "= ?3";

/// Beside the rows that it writes, what looking for them costs.
constexpr std::int64_t kRowsOfALookUp = 5;
/// Ids that the history names; of more, it says how many.
constexpr std::size_t kListedIds = 20;

std::string listOf(const std::vector<std::int64_t>& ids) {
    std::string out;
    for (std::size_t i = 0; i < std::min(ids.size(), kListedIds); ++i) {
        out += (i > 0 ? "," : "") + std::to_string(ids[i]);
    }
    return ids.size() <= kListedIds ? out : out + " and " + std::to_string(ids.size() - kListedIds) + " more";
}

/// Writes the hits of attacks, one attack after the other, some rows at a time. Hit by hit: a request may
/// have hits in several attacks. Only requests that are stored when it begins.
class AttackHits {
public:
    static base::Result<AttackHits> begin(DecisionWriting& writing, std::optional<std::int64_t> ruleId) {
        const auto until = writing.number("SELECT ifnull(max(id), 0) FROM request", {});
        return until ? base::Result<AttackHits>(AttackHits(writing, ruleId, *until)) : until.error();
    }

    void setAttack(traffic::AttackId attack) {
        m_attack = attack;
        m_after = 0;
        m_isMore = true;
    }
    /// Of the attack that was set last.
    bool isMore() const { return m_isMore; }
    std::uint64_t hits() const { return m_hits; }
    std::uint64_t requests() const { return m_requests.count(); }

    /// The number of rows, kRows at most or those of one request.
    base::Result<std::int64_t> writeNext(std::int64_t decision) {
        const auto found = m_writing.number(kEndOfRows, {m_attack, m_after, m_until, kRows - 1});
        if (!found) {
            return found.error();
        }
        const std::int64_t end = std::min(*found, m_until);
        const auto written =
            m_ruleId ? m_writing.change(kHitsOfAttackByRule, {m_attack, m_after, end, decision, *m_ruleId})
                     : m_writing.change(kHitsOfAttack, {m_attack, m_after, end, decision});
        if (!written) {
            return written;
        }
        if (auto counted = count(end); !counted) {
            return counted.error();
        }
        m_after = end;
        m_isMore = end < m_until;
        return written;
    }

private:
    AttackHits(DecisionWriting& writing, std::optional<std::int64_t> ruleId, std::int64_t until)
        : m_writing(writing), m_ruleId(ruleId), m_until(until) {}

    base::Result<void> count(std::int64_t end) {
        auto rows = Statement::prepare(m_writing.database(), kRequestsOfAttack);
        if (!rows) {
            return rows.error();
        }
        rows->bind(m_attack).bind(m_after).bind(end).bind(m_ruleId);
        while (rows->next()) {
            m_requests.add(rows->number(0));
            ++m_hits;
        }
        const auto failed = rows->failed();
        return failed ? base::Result<void>(*failed) : base::Result<void>();
    }

    DecisionWriting& m_writing;
    std::optional<std::int64_t> m_ruleId;
    std::int64_t m_until;
    traffic::AttackId m_attack = 0;
    std::int64_t m_after = 0;
    bool m_isMore = false;
    std::uint64_t m_hits = 0;
    RequestSet m_requests;
};

/// Writes the blocks of a set that outlives it.
class SetPart {
public:
    SetPart(DecisionWriting& writing, const RequestSet& requests)
        : m_writing(writing), m_next(requests.blocks().begin()), m_end(requests.blocks().end()) {}

    base::Result<bool> operator()(std::int64_t decision) {
        auto insert = Statement::prepare(m_writing.database(), "INSERT INTO decided VALUES (?, ?, ?)");
        if (!insert) {
            return insert.error();
        }
        for (std::size_t i = 0; i < DecisionWriting::kBlocks && m_next != m_end; ++i, ++m_next) {
            if (auto done = insert->bind(m_next->first).bind(decision).bindBlob(m_next->second).run();
                !done) {
                return done.error();
            }
        }
        return m_next != m_end;
    }

private:
    DecisionWriting& m_writing;
    RequestSet::Blocks::const_iterator m_next;
    RequestSet::Blocks::const_iterator m_end;
};

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

base::Result<DecisionReceipt> DecisionLog::decide(const TriageTarget& target, const DecisionDraft& draft) {
    const auto count = m_writing.number(target.attack != 0 ? "SELECT count(*) FROM attack WHERE id = ?"
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
    DecisionHeading heading{draft, "request", std::to_string(target.request), target.ruleId, 1};
    const auto part = [&](std::int64_t decision) -> base::Result<bool> {
        const auto written =
            target.ruleId
                ? m_writing.change(kHitsOfRequestByRule, {target.request, decision, *target.ruleId})
                : m_writing.change("INSERT INTO triage VALUES (?, 0, x'', ?)", {target.request, decision});
        if (!written) {
            return written.error();
        }
        if (*written == 0) {
            return base::Error{base::ErrorCode::HitNotFound, {std::to_string(*target.ruleId)}};
        }
        auto seen = seenIn(target.request, target.ruleId);
        if (!seen) {
            return seen.error();
        }
        heading.hits = seen->hits;
        heading.types = target.ruleId ? std::nullopt : std::optional(std::move(seen->types));
        return false;
    };
    return m_writing.write(heading, part, {});
}

base::Result<DecisionReceipt> DecisionLog::decideAttack(const TriageTarget& target,
                                                        const DecisionDraft& draft) {
    DecisionHeading heading{draft, "attack", std::to_string(target.attack), target.ruleId};
    auto hits = AttackHits::begin(m_writing, target.ruleId);
    if (!hits) {
        return hits.error();
    }
    hits->setAttack(target.attack);
    const auto part = [&](std::int64_t decision) -> base::Result<bool> {
        const auto written = hits->writeNext(decision);
        if (!written || hits->isMore()) {
            return written ? base::Result<bool>(true) : written.error();
        }
        heading.hits = hits->hits();
        heading.requests = hits->requests();
        if (heading.hits == 0 && target.ruleId) {
            return base::Error{base::ErrorCode::HitNotFound, {std::to_string(*target.ruleId)}};
        }
        return false;
    };
    return m_writing.write(heading, part, {});
}

base::Result<DecisionReceipt> DecisionLog::decideAll(const RequestSet& requests, const SeenHits& seen,
                                                     const std::string& filter, const DecisionDraft& draft,
                                                     const base::CancelToken& cancel) {
    return m_writing.write({draft, "filter", filter, {}, requests.count(), seen.hits, seen.types},
                           SetPart(m_writing, requests), cancel);
}

base::Result<DecisionReceipt> DecisionLog::decideThese(const TriageTargets& targets,
                                                       const DecisionDraft& draft,
                                                       const base::CancelToken& cancel,
                                                       const TargetProgress& progress) {
    if (targets.attacks.empty()) {
        return decideRequests(targets.requests, draft, cancel);
    }
    DecisionHeading heading{draft, "attacks", listOf(targets.attacks)};
    auto hits = AttackHits::begin(m_writing, {});
    if (!hits) {
        return hits.error();
    }
    std::size_t next = 0;
    const auto part = [&](std::int64_t decision) -> base::Result<bool> {
        for (std::int64_t rows = 0; rows < kRows && (hits->isMore() || next < targets.attacks.size());) {
            if (!hits->isMore()) {
                hits->setAttack(targets.attacks[next++]);
            }
            const auto written = hits->writeNext(decision);
            if (!written) {
                return written.error();
            }
            rows += *written + kRowsOfALookUp;
        }
        if (progress) {
            progress(next, targets.attacks.size());
        }
        heading.hits = hits->hits();
        heading.requests = hits->requests();
        const bool isMore = hits->isMore() || next < targets.attacks.size();
        if (!isMore && heading.hits == 0) {
            // Live rows come before what they tell is stored: a decision about nothing would look like one.
            return base::Error{base::ErrorCode::AttackNotFound, {std::to_string(targets.attacks.back())}};
        }
        return isMore;
    };
    return m_writing.write(heading, part, cancel);
}

/// What is stored and which hits it has is read without the write lock: what comes later was seen by nobody.
base::Result<DecisionReceipt> DecisionLog::decideRequests(const std::vector<traffic::RequestId>& requests,
                                                          const DecisionDraft& draft,
                                                          const base::CancelToken& cancel) {
    RequestSet stored;
    SeenHits all;
    for (const traffic::RequestId request : requests) {
        const auto isStored = m_writing.number("SELECT count(*) FROM request WHERE id = ?", {request});
        auto seen = seenIn(request, {});
        if (!isStored || !seen || cancel.isCancelled()) {
            return !isStored ? isStored.error()
                   : !seen   ? seen.error()
                             : base::Error{base::ErrorCode::Cancelled, {}};
        }
        if (*isStored > 0 && !stored.contains(request)) {
            stored.add(request);
            all.hits += seen->hits;
            all.types.merge(seen->types);
        }
    }
    return m_writing.write({draft, "requests", listOf(requests), {}, stored.count(), all.hits, all.types},
                           SetPart(m_writing, stored), cancel);
}

base::Result<SeenHits> DecisionLog::seenIn(traffic::RequestId request, std::optional<std::int64_t> ruleId) {
    auto rows = Statement::prepare(m_writing.database(), "SELECT type, rule_id FROM hit WHERE request = ?");
    if (!rows) {
        return rows.error();
    }
    rows->bind(request);
    SeenHits seen;
    while (rows->next()) {
        if (!ruleId || rows->number(1) == *ruleId) {
            ++seen.hits;
            seen.types.insert(rows->bytes(0));
        }
    }
    const auto failed = rows->failed();
    return failed ? base::Result<SeenHits>(*failed) : std::move(seen);
}

base::Result<bool> DecisionLog::setUndone(std::int64_t decision, bool isUndone) {
    return inOneTransaction(m_writing.database(), [&]() -> base::Result<bool> {
        const auto changed = m_writing.change(
            isUndone ? "UPDATE decision SET phase = 'undone' WHERE id = ? AND phase = 'made'"
                     : "UPDATE decision SET phase = 'made' WHERE id = ? AND phase = 'undone'",
            {decision});
        return changed ? base::Result<bool>(*changed > 0) : changed.error();
    });
}

base::Result<std::vector<traffic::LoggedDecision>> DecisionLog::newest(std::size_t limit) {
    auto rows =
        Statement::prepare(m_writing.database(),
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
        const auto one =
            m_writing.number("SELECT id FROM decision WHERE phase = 'begun' AND time < ? LIMIT 1",
                             {before.time_since_epoch().count()});
        if (!one) {
            return one.error();
        }
        if (*one == DecisionWriting::kLastId) {
            return {};
        }
        if (auto done = m_writing.remove(*one); !done) {
            return done;
        }
    }
}

}  // namespace mirrorscope::storage
