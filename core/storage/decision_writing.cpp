// SPDX-License-Identifier: Apache-2.0
#include "core/storage/decision_writing.h"

#include "core/storage/name_list.h"
#include "core/storage/short_transaction.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {
namespace {

using traffic::DecisionReceipt;

constexpr char kLost[] = "The decision was removed while it was written";

base::Result<Statement> prepared(Database& database, const char* sql,
                                 std::initializer_list<std::int64_t> values) {
    auto statement = Statement::prepare(database, sql);
    if (statement) {
        for (const std::int64_t value : values) {
            statement->bind(value);
        }
    }
    return statement;
}

}  // namespace

base::Result<std::int64_t> DecisionWriting::change(const char* sql,
                                                   std::initializer_list<std::int64_t> values) {
    auto statement = prepared(m_database, sql, values);
    if (!statement) {
        return statement.error();
    }
    if (auto done = statement->run(); !done) {
        return done.error();
    }
    return std::int64_t{sqlite3_changes(m_database.handle())};
}

base::Result<std::int64_t> DecisionWriting::number(const char* sql,
                                                   std::initializer_list<std::int64_t> values) {
    auto statement = prepared(m_database, sql, values);
    if (!statement) {
        return statement.error();
    }
    const std::int64_t found = statement->next() ? statement->number(0) : kLastId;
    if (auto failed = statement->failed()) {
        return *failed;
    }
    return found;
}

/// One transaction; whether there is more to write. The first makes the decision, the last puts it in force.
base::Result<bool> DecisionWriting::writeNext(const DecisionHeading& heading, const Part& part,
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
    receipt.requests = heading.requests;
    receipt.hits = heading.hits;
    auto make = Statement::prepare(m_database,
                                   "UPDATE decision SET phase = 'made', requests = ?, hits = ?, types = ? "
                                   "WHERE id = ? AND phase = 'begun'");
    if (!make) {
        return make.error();
    }
    const std::string types = heading.types ? nameList(*heading.types) : "";
    make->bind(static_cast<std::int64_t>(receipt.requests)).bind(static_cast<std::int64_t>(receipt.hits));
    heading.types ? make->bindText(types) : make->bind(std::optional<std::int64_t>());
    if (auto made = make->bind(receipt.decision).run(); !made) {
        return made.error();
    }
    return sqlite3_changes(m_database.handle()) == 1
               ? base::Result<bool>(false)
               : base::Error{base::ErrorCode::StorageFailed, {kLost, ""}};
}

base::Result<DecisionReceipt> DecisionWriting::write(const DecisionHeading& heading, const Part& part,
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

/// Of one that is not in force, the decision itself last: until then it is found again.
base::Result<void> DecisionWriting::remove(std::int64_t decision) {
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
