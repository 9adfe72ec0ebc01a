// SPDX-License-Identifier: Apache-2.0
#include "core/storage/synthetic_removal.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "core/storage/name_list.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;

/// Ids looked at between two looks at the clock: some milliseconds where all of them go.
constexpr traffic::RequestId kWindow = 128;
/// Ids counted between two looks at the token.
constexpr traffic::RequestId kCounted = 50'000;
/// Minutes whose frequent values are looked through at a time.
constexpr std::int64_t kMinutes = 30;
constexpr std::int64_t kMicrosecondsPerMinute = 60'000'000;

/// Flags are names with commas between.
#define MIRRORSCOPE_IS_SYNTHETIC "(',' || flags || ',') LIKE '%,synthetic,%'"

constexpr char kChooseSql[] =
    "INSERT INTO removing SELECT request FROM context WHERE request > ? AND request <= ? "
    "AND " MIRRORSCOPE_IS_SYNTHETIC;
constexpr char kChosenSql[] =
    "SELECT r.id, r.time, l.name, c.source FROM removing m JOIN request r ON r.id = m.id JOIN context c ON"
    " c.request = m.id JOIN listener l ON l.id = r.listener";
/// Those on attacks that have no other request: VerdictWithdrawal spares what somebody noted.
constexpr char kNotesSql[] =
    "DELETE FROM note WHERE attack IN (SELECT h.attack FROM hit h WHERE h.request IN removing AND h.attack "
    "<> 0"
    " GROUP BY h.attack HAVING count(DISTINCT h.request) >= (SELECT a.requests FROM attack a WHERE a.id ="
    " h.attack))";
constexpr char kCountSql[] =
    "UPDATE source SET requests = requests - 1, attack_requests = attack_requests - ? WHERE id = ?";
constexpr char kLastSql[] = "SELECT ifnull(max(request), 0) FROM context WHERE request <= ?";
constexpr char kTallySql[] =
    "SELECT count(*) FROM context WHERE request > ? AND request <= ? AND " MIRRORSCOPE_IS_SYNTHETIC;

#undef MIRRORSCOPE_IS_SYNTHETIC

/// What is known and was said of a source; ?1: its id. The source itself goes last.
constexpr std::array kSourceDeletions = {
    "DELETE FROM finding WHERE source = ?1",
    "DELETE FROM header_presence WHERE source = ?1",
    "DELETE FROM source_setting WHERE source = ?1",
    "UPDATE source_setting SET merged_into = NULL WHERE merged_into = ?1",
    "DELETE FROM meta WHERE key IN ('presence.baseline:' || ?1, 'proof.' || ?1)"
    " OR (key >= 'finding.mute:' || ?1 || ':' AND key < 'finding.mute:' || ?1 || ';')",
    "DELETE FROM source WHERE id = ?1",
};

constexpr char kNoticeSql[] =
    "INSERT INTO meta VALUES ('sources.revision', '1') ON CONFLICT (key) DO UPDATE SET"
    " value = CAST(value AS INTEGER) + 1";

base::Result<std::int64_t> numberOf(Statement& statement) {
    std::int64_t number = 0;
    while (statement.next()) {
        number = statement.number(0);
    }
    if (const auto failed = statement.failed()) {
        return *failed;
    }
    return number;
}

}  // namespace

base::Result<std::uint64_t> countSynthetic(Database& database, const base::CancelToken& cancel) {
    auto tally = Statement::prepare(database, kTallySql);
    const auto first = database.number("SELECT ifnull(min(request), 0) - 1 FROM context");
    const auto last = database.number("SELECT ifnull(max(request), 0) FROM context");
    if (!tally) {
        return tally.error();
    }
    if (!first || !last) {
        return first ? last.error() : first.error();
    }
    std::uint64_t count = 0;
    for (traffic::RequestId at = *first; at < *last; at += kCounted) {
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        const auto some = numberOf(tally->bind(at).bind(at + kCounted));
        if (!some) {
            return some.error();
        }
        count += static_cast<std::uint64_t>(*some);
    }
    return count;
}

base::Result<SyntheticRemoval> SyntheticRemoval::prepare(Database& database) {
    auto deletion = RequestDeletion::prepare(database);
    auto verdicts = VerdictWithdrawal::prepare(database);
    auto rollup = RollupWriter::prepare(database);
    if (!deletion || !verdicts) {
        return deletion ? verdicts.error() : deletion.error();
    }
    if (!rollup) {
        return rollup.error();
    }
    std::vector<Statement> made;
    for (const char* sql : {kChooseSql, kChosenSql, kNotesSql, kCountSql, kLastSql}) {
        auto statement = Statement::prepare(database, sql);
        if (!statement) {
            return statement.error();
        }
        made.push_back(std::move(*statement));
    }
    return SyntheticRemoval(database,
                            {std::move(made[0]), std::move(made[1]), std::move(made[2]), std::move(made[3]),
                             std::move(made[4]), std::move(*deletion)},
                            std::move(*verdicts), std::move(*rollup));
}

void SyntheticRemoval::discard() {
    m_now = m_kept;
    m_rollup.discard();
}

base::Result<bool> SyntheticRemoval::step(const RemoveSynthetic& order, std::chrono::milliseconds time) {
    const auto end = Steady::now() + time;
    const auto last = numberOf(m_statements.last.bind(order.until));
    if (!last) {
        return last.error();
    }
    while (m_now.passed < *last && !order.cancel.isCancelled()) {
        if (auto removed = removeWindow(order.until); !removed) {
            return removed.error();
        }
        if (Steady::now() >= end) {
            break;
        }
    }
    if (auto written = m_rollup.write(); !written) {
        return written.error();
    }
    order.removed->store(m_now.removed);
    if (m_now.passed < *last && !order.cancel.isCancelled()) {
        return false;
    }
    if (auto emptied = removeTops(end); !emptied || !*emptied) {
        return emptied;
    }
    if (auto removed = removeEmptySources(); !removed) {
        return removed.error();
    }
    m_now = {};
    return true;
}

base::Result<void> SyntheticRemoval::removeWindow(traffic::RequestId until) {
    const traffic::RequestId to = std::min(until, m_now.passed + kWindow);
    if (auto chosen = m_statements.choose.bind(m_now.passed).bind(to).run(); !chosen) {
        return chosen;
    }
    m_now.passed = to;
    if (auto noted = m_statements.notes.run(); !noted) {
        return noted;
    }
    if (auto counted = countOut(); !counted) {
        return counted;
    }
    return m_statements.deletion.run();
}

/// Takes their share out of everything that counts them.
base::Result<void> SyntheticRemoval::countOut() {
    struct Gone {
        traffic::RequestId request;
        base::WallTime time;
        std::string listener;
        traffic::SourceId source;
    };
    std::vector<Gone> all;
    Statement& chosen = m_statements.chosen;
    while (chosen.next()) {
        all.push_back({chosen.number(0), base::WallTime(std::chrono::microseconds(chosen.number(1))),
                       std::string(chosen.bytes(2)), chosen.number(3)});
    }
    if (const auto failed = chosen.failed()) {
        return *failed;
    }
    for (const Gone& one : all) {
        const auto verdict = m_verdicts.withdraw(one.request);
        if (!verdict) {
            return verdict.error();
        }
        const int attack = verdict->wasAttack ? 1 : 0;
        m_rollup.add(one.time, one.source, one.listener, {}, -1, -attack);
        for (const std::string& type : verdict->types) {
            m_rollup.add(one.time, one.source, one.listener, type, -1, 0);
        }
        if (auto counted = m_statements.count.bind(std::int64_t{attack}).bind(one.source).run(); !counted) {
            return counted;
        }
        const std::int64_t minute = one.time.time_since_epoch().count() / kMicrosecondsPerMinute;
        m_now.firstMinute = std::min(m_now.firstMinute.value_or(minute), minute);
        m_now.lastMinute = std::max(m_now.lastMinute, minute);
        m_now.sources.insert(one.source);
        ++m_now.removed;
    }
    return {};
}

/// Those that lost requests and have none left.
std::string SyntheticRemoval::emptySources() const {
    std::string ids;
    for (const traffic::SourceId source : m_now.sources) {
        ids += (ids.empty() ? "" : ",") + std::to_string(source);
    }
    return "SELECT s.id FROM source s WHERE s.id IN (" + ids +
           ") AND s.requests <= 0 AND NOT EXISTS (SELECT 1 FROM context c WHERE c.source = s.id)";
}

/// The key begins with the minute: in parts, so that arrivals never wait for it.
base::Result<bool> SyntheticRemoval::removeTops(Steady::time_point end) {
    while (m_now.firstMinute && *m_now.firstMinute <= m_now.lastMinute) {
        const std::int64_t to = *m_now.firstMinute + kMinutes;
        const std::string sql =
            "DELETE FROM top_value WHERE minute >= " + std::to_string(*m_now.firstMinute) + " AND minute < " +
            std::to_string(to) + " AND source IN (" + emptySources() + ")";
        if (auto done = m_database->run(sql.c_str()); !done) {
            return done.error();
        }
        m_now.firstMinute = to;
        if (Steady::now() >= end) {
            return *m_now.firstMinute > m_now.lastMinute;
        }
    }
    return true;
}

base::Result<void> SyntheticRemoval::removeEmptySources() {
    if (m_now.sources.empty()) {
        return {};
    }
    auto empty = Statement::prepare(*m_database, emptySources().c_str());
    if (!empty) {
        return empty.error();
    }
    std::vector<traffic::SourceId> sources;
    while (empty->next()) {
        sources.push_back(empty->number(0));
    }
    if (const auto failed = empty->failed()) {
        return *failed;
    }
    for (const traffic::SourceId source : sources) {
        if (auto removed = removeSource(source); !removed) {
            return removed;
        }
    }
    return sources.empty() ? base::Result<void>() : m_database->run(kNoticeSql);
}

base::Result<void> SyntheticRemoval::removeSource(traffic::SourceId source) {
    for (const char* sql : kSourceDeletions) {
        auto statement = Statement::prepare(*m_database, sql);
        if (!statement) {
            return statement.error();
        }
        if (auto done = statement->bind(source).run(); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace mirrorscope::storage
