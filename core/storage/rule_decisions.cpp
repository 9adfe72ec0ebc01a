// SPDX-License-Identifier: Apache-2.0
#include "core/storage/rule_decisions.h"

#include <algorithm>

#include "core/storage/name_list.h"
#include "core/storage/short_transaction.h"
#include "core/storage/statement.h"
#include "core/storage/users_connection.h"
#include "core/traffic/triage.h"

namespace mirrorscope::storage {
namespace {

/// Of the table `cursor`, beside the followers' own.
constexpr std::string_view kCursorPrefix = "archive:";
/// Who decides about many requests is done by then, or will never be.
constexpr std::chrono::minutes kBegunStill{1};

std::string cursorName(const std::string& rule) {
    return std::string(kCursorPrefix) + rule;
}

std::int64_t microseconds(base::WallTime time) {
    return time.time_since_epoch().count();
}

}  // namespace

base::Result<std::unique_ptr<RuleDecisions>> RuleDecisions::open(const std::filesystem::path& session) {
    auto database = openForUser(session);
    if (!database) {
        return database.error();
    }
    return std::make_unique<RuleDecisions>(std::move(*database));
}

base::Result<std::optional<traffic::RequestId>> RuleDecisions::cursorOf(const std::string& rule) {
    auto read = Statement::prepare(m_database, "SELECT request FROM cursor WHERE name = ?");
    if (!read) {
        return read.error();
    }
    std::optional<traffic::RequestId> out;
    const std::string name = cursorName(rule);
    read->bindText(name);
    while (read->next()) {
        out = read->number(0);
    }
    const auto failed = read->failed();
    return failed ? base::Result<std::optional<traffic::RequestId>>(*failed) : out;
}

base::Result<void> RuleDecisions::moveTo(const std::string& rule, traffic::RequestId cursor) {
    auto move = Statement::prepare(m_database,
                                   "INSERT INTO cursor (name, request) VALUES (?, ?) ON CONFLICT (name) DO "
                                   "UPDATE SET request = excluded.request");
    return move ? move->bindText(cursorName(rule)).bind(cursor).run() : move.error();
}

base::Result<void> RuleDecisions::forgetAllBut(const std::vector<std::string>& rules) {
    std::vector<std::string> gone;
    {
        auto read = Statement::prepare(m_database, "SELECT name FROM cursor");
        if (!read) {
            return read.error();
        }
        while (read->next()) {
            const std::string name = read->bytes(0);
            const bool isRule = name.starts_with(kCursorPrefix);
            if (isRule && std::ranges::find(rules, name.substr(kCursorPrefix.size())) == rules.end()) {
                gone.push_back(name);
            }
        }
        if (auto failed = read->failed()) {
            return *failed;
        }
    }
    for (const std::string& name : gone) {
        auto remove = Statement::prepare(m_database, "DELETE FROM cursor WHERE name = ?");
        if (!remove) {
            return remove.error();
        }
        if (auto done = remove->bindText(name).run(); !done) {
            return done;
        }
    }
    return {};
}

base::Result<RuleDecisions::LogState> RuleDecisions::logState() {
    auto read =
        Statement::prepare(m_database,
                           "SELECT ifnull((SELECT max(id) FROM decision), 0),"
                           " (SELECT count(*) FROM decision INDEXED BY decision_state WHERE phase = 'made')");
    if (!read) {
        return read.error();
    }
    LogState out;
    while (read->next()) {
        out = {read->number(0), read->number(1)};
    }
    const auto failed = read->failed();
    return failed ? base::Result<LogState>(*failed) : out;
}

base::Result<bool> RuleDecisions::archive(const Step& step) {
    return inOneTransaction(m_database, [&]() -> base::Result<bool> {
        const auto now = logState();
        auto begun = Statement::prepare(m_database,
                                        "SELECT count(*) FROM decision WHERE phase = 'begun' AND time > ?");
        if (!now || !begun) {
            return !now ? now.error() : begun.error();
        }
        begun->bind(microseconds(step.at - kBegunStill));
        bool isBegun = false;
        while (begun->next()) {
            isBegun = begun->number(0) > 0;
        }
        if (auto failed = begun->failed()) {
            return *failed;
        }
        if (isBegun || *now != step.found) {
            return false;
        }
        if (!step.requests.isEmpty()) {
            const auto seen = seenIn(step.requests);
            const auto decision = seen ? decisionOf(step, seen->types) : seen.error();
            if (!decision) {
                return decision.error();
            }
            for (const auto& [block, bits] : step.requests.blocks()) {
                if (auto added = addBlock(*decision, block, bits); !added) {
                    return added.error();
                }
            }
            if (auto counted = addCounts(*decision, step.requests.count(), seen->hits); !counted) {
                return counted.error();
            }
        }
        const auto moved = moveTo(step.rule, step.upTo);
        return moved ? base::Result<bool>(true) : moved.error();
    });
}

/// The newest of that day that is about these types, unless it was undone or another reason is given now. One
/// that is about fewer must not become about more: a type that is found later in what it archived was seen by
/// nobody. One of an older version is about any type, and stays as it is.
base::Result<std::int64_t> RuleDecisions::decisionOf(const Step& step, const std::set<std::string>& types) {
    auto read = Statement::prepare(
        m_database,
        "SELECT id, types FROM decision WHERE about = 'rule' AND scope = ? AND reason = ? AND phase = 'made'"
        " AND types IS NOT NULL AND state = ? AND time >= ? AND time <= ? ORDER BY id DESC");
    if (!read) {
        return read.error();
    }
    const auto day = std::chrono::floor<std::chrono::days>(step.at);
    read->bindText(step.scope)
        .bindText(step.reason)
        .bindText(traffic::triageStateName(traffic::TriageState::Archived))
        .bind(microseconds(day))
        .bind(microseconds(step.at));
    std::int64_t decision = 0;
    while (read->next()) {
        const auto names = namesIn(read->bytes(1));
        const std::set<std::string> known(names.begin(), names.end());
        if (decision == 0 && std::ranges::includes(known, types)) {
            decision = read->number(0);
        }
    }
    if (auto failed = read->failed()) {
        return *failed;
    }
    return decision != 0 ? base::Result<std::int64_t>(decision) : newDecision(step, types);
}

base::Result<std::int64_t> RuleDecisions::newDecision(const Step& step, const std::set<std::string>& types) {
    auto insert = Statement::prepare(
        m_database,
        "INSERT INTO decision (phase, state, reason, time, about, scope, rule_id, requests, hits, types)"
        " VALUES ('made', ?, ?, ?, 'rule', ?, NULL, 0, 0, ?)");
    if (!insert) {
        return insert.error();
    }
    const auto done = insert->bindText(traffic::triageStateName(traffic::TriageState::Archived))
                          .bindText(step.reason)
                          .bind(microseconds(step.at))
                          .bindText(step.scope)
                          .bindText(nameList(types))
                          .run();
    return done ? base::Result<std::int64_t>(sqlite3_last_insert_rowid(m_database.handle())) : done.error();
}

base::Result<void> RuleDecisions::addBlock(std::int64_t decision, std::int64_t block,
                                           const std::string& bits) {
    std::string merged = bits;
    {
        auto read =
            Statement::prepare(m_database, "SELECT requests FROM decided WHERE block = ? AND decision = ?");
        if (!read) {
            return read.error();
        }
        read->bind(block).bind(decision);
        while (read->next()) {
            const std::string old = read->bytes(0);
            for (std::size_t i = 0; i < std::min(old.size(), merged.size()); ++i) {
                merged[i] = static_cast<char>(static_cast<unsigned char>(merged[i]) |
                                              static_cast<unsigned char>(old[i]));
            }
        }
        if (auto failed = read->failed()) {
            return *failed;
        }
    }
    auto write = Statement::prepare(
        m_database, "INSERT OR REPLACE INTO decided (block, decision, requests) VALUES (?, ?, ?)");
    return write ? write->bind(block).bind(decision).bindBlob(merged).run() : write.error();
}

/// In the step's transaction, so that no hit comes in between.
base::Result<SeenHits> RuleDecisions::seenIn(const RequestSet& requests) {
    auto read =
        Statement::prepare(m_database, "SELECT type, count(*) FROM hit WHERE request = ? GROUP BY type");
    if (!read) {
        return read.error();
    }
    SeenHits seen;
    for (const auto& [block, bits] : requests.blocks()) {
        for (std::int64_t bit = 0; bit < RequestSet::kIdsOfABlock; ++bit) {
            if (!RequestSet::hasBit(bits, bit)) {
                continue;
            }
            read->bind(block * RequestSet::kIdsOfABlock + bit);
            while (read->next()) {
                seen.types.insert(read->bytes(0));
                seen.hits += static_cast<std::uint64_t>(read->number(1));
            }
            if (auto failed = read->failed()) {
                return *failed;
            }
        }
    }
    return seen;
}

base::Result<void> RuleDecisions::addCounts(std::int64_t decision, std::uint64_t requests,
                                            std::uint64_t hits) {
    auto add = Statement::prepare(
        m_database, "UPDATE decision SET requests = requests + ?, hits = hits + ? WHERE id = ?");
    return add ? add->bind(static_cast<std::int64_t>(requests))
                     .bind(static_cast<std::int64_t>(hits))
                     .bind(decision)
                     .run()
               : add.error();
}

}  // namespace mirrorscope::storage
