// SPDX-License-Identifier: Apache-2.0
#include "core/storage/triage_writer.h"

#include <chrono>
#include <thread>
#include <utility>

#include "core/storage/mark_rows.h"
#include "core/storage/statement.h"
#include "core/storage/transaction.h"
#include "core/storage/users_connection.h"

namespace mirrorscope::storage {
namespace {

using traffic::TriageState;

/// Between two transactions of many: SQLite's write lock knows no queue, and a recorder that waits looks
/// every 200 µs (Database::waitEagerly).
constexpr std::chrono::milliseconds kRecordersTurn{2};

base::Error notFound(const TriageTarget& target) {
    return target.attack != 0
               ? base::Error{base::ErrorCode::AttackNotFound, {std::to_string(target.attack)}}
               : base::Error{base::ErrorCode::RequestNotFound, {std::to_string(target.request)}};
}

/// Which hits; "attack <> 0" is said again: the partial index is not taken otherwise.
std::string hitsOf(const TriageTarget& target) {
    return std::string(target.attack != 0 ? " FROM hit WHERE attack = ? AND attack <> 0"
                                          : " FROM hit WHERE request = ?") +
           (target.ruleId ? " AND rule_id = ?" : "");
}

}  // namespace

class TriageWriter::Impl {
public:
    explicit Impl(Database database) : m_database(std::move(database)) {}

    /// Everything that `write` does, or nothing of it.
    template <typename Write>
    auto whole(const Write& write) -> decltype(write()) {
        auto transaction = Transaction::begin(m_database);
        if (!transaction) {
            return transaction.error();
        }
        auto outcome = write();
        if (!outcome) {
            return outcome;
        }
        if (auto done = transaction->commit(); !done) {
            return done.error();
        }
        std::this_thread::sleep_for(kRecordersTurn);
        return outcome;
    }

    /// Runs a statement; how many rows it changed. `bind` gets it first.
    template <typename Bind>
    base::Result<std::size_t> change(const std::string& sql, const Bind& bind) {
        auto statement = Statement::prepare(m_database, sql.c_str());
        if (!statement) {
            return statement.error();
        }
        bind(*statement);
        if (auto done = statement->run(); !done) {
            return done.error();
        }
        return static_cast<std::size_t>(sqlite3_changes(m_database.handle()));
    }

    base::Result<void> mustExist(const TriageTarget& target) {
        const std::string sql =
            target.attack != 0 ? "SELECT count(*) FROM attack WHERE id = " + std::to_string(target.attack)
                               : "SELECT count(*) FROM request WHERE id = " + std::to_string(target.request);
        const auto count = m_database.number(sql.c_str());
        if (!count) {
            return count.error();
        }
        return *count > 0 ? base::Result<void>() : notFound(target);
    }

    base::Result<std::size_t> decide(const TriageTarget& target, TriageState state, const std::string& reason,
                                     base::WallTime at);
    base::Result<std::size_t> decideWhole(traffic::RequestId request, TriageState state,
                                          const std::string& reason, base::WallTime at);

    Database& database() { return m_database; }

private:
    static void bindTarget(Statement& statement, const TriageTarget& target) {
        statement.bind(target.attack != 0 ? target.attack : target.request);
        if (target.ruleId) {
            statement.bind(*target.ruleId);
        }
    }

    Database m_database;
};

base::Result<std::size_t> TriageWriter::Impl::decide(const TriageTarget& target, TriageState state,
                                                     const std::string& reason, base::WallTime at) {
    if (auto there = mustExist(target); !there) {
        return there.error();
    }
    if (state == TriageState::New) {
        const bool isWhole = target.attack == 0 && !target.ruleId;
        return isWhole ? change("DELETE FROM triage WHERE request = ?",
                                [&](Statement& bound) { bound.bind(target.request); })
                       : change(
                             "DELETE FROM triage WHERE (request, rule_id, point) IN"
                             " (SELECT request, rule_id, point" +
                                 hitsOf(target) + ")",
                             [&](Statement& bound) { bindTarget(bound, target); });
    }
    const auto decided = change(
        "INSERT OR REPLACE INTO triage (request, rule_id, point, state, time, reason)"
        " SELECT DISTINCT request, rule_id, point, ?, ?, ?" +
            hitsOf(target),
        [&](Statement& bound) {
            bound.bindText(traffic::triageStateName(state))
                .bind(at.time_since_epoch().count())
                .bindText(reason);
            bindTarget(bound, target);
        });
    if (!decided || *decided > 0) {
        return decided;
    }
    if (target.ruleId) {
        return base::Error{base::ErrorCode::HitNotFound, {std::to_string(*target.ruleId)}};
    }
    return target.attack != 0 ? decided : decideWhole(target.request, state, reason, at);
}

base::Result<std::size_t> TriageWriter::Impl::decideWhole(traffic::RequestId request, TriageState state,
                                                          const std::string& reason, base::WallTime at) {
    return change(
        "INSERT OR REPLACE INTO triage (request, rule_id, point, state, time, reason)"
        " VALUES (?, 0, x'', ?, ?, ?)",
        [&](Statement& bound) {
            bound.bind(request)
                .bindText(traffic::triageStateName(state))
                .bind(at.time_since_epoch().count())
                .bindText(reason);
        });
}

base::Result<std::unique_ptr<TriageWriter>> TriageWriter::open(const std::filesystem::path& session) {
    auto database = openForUser(session);
    if (!database) {
        return database.error();
    }
    return std::unique_ptr<TriageWriter>(new TriageWriter(std::make_unique<Impl>(std::move(*database))));
}

TriageWriter::TriageWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
TriageWriter::~TriageWriter() = default;

base::Result<std::size_t> TriageWriter::decide(const TriageTarget& target, TriageState state,
                                               const std::string& reason, base::WallTime at) {
    return m_impl->whole([&] { return m_impl->decide(target, state, reason, at); });
}

base::Result<std::int64_t> TriageWriter::addNote(const TriageTarget& target, const std::string& text,
                                                 base::WallTime at) {
    return m_impl->whole([&]() -> base::Result<std::int64_t> {
        if (auto there = m_impl->mustExist(target); !there) {
            return there.error();
        }
        const bool isAttack = target.attack != 0;
        const auto added = m_impl->change(
            "INSERT INTO note (request, attack, time, text) VALUES (?,?,?,?)", [&](Statement& bound) {
                bound.bind(isAttack ? std::nullopt : std::optional(target.request))
                    .bind(isAttack ? std::optional(target.attack) : std::nullopt)
                    .bind(at.time_since_epoch().count())
                    .bindText(text);
            });
        return added ? base::Result<std::int64_t>(sqlite3_last_insert_rowid(m_impl->database().handle()))
                     : added.error();
    });
}

base::Result<bool> TriageWriter::removeNote(std::int64_t note) {
    return m_impl->whole([&]() -> base::Result<bool> {
        const auto removed =
            m_impl->change("DELETE FROM note WHERE id = ?", [&](Statement& bound) { bound.bind(note); });
        return removed ? base::Result<bool>(*removed > 0) : removed.error();
    });
}

base::Result<void> TriageWriter::setTag(traffic::RequestId request, const std::string& name, bool isSet) {
    return m_impl->whole([&]() -> base::Result<void> {
        if (auto there = m_impl->mustExist({request, 0, {}}); !there) {
            return there;
        }
        const auto done = m_impl->change(isSet ? "INSERT OR IGNORE INTO tag (request, name) VALUES (?,?)"
                                               : "DELETE FROM tag WHERE request = ? AND name = ?",
                                         [&](Statement& bound) { bound.bind(request).bindText(name); });
        return done ? base::Result<void>() : done.error();
    });
}

base::Result<std::vector<traffic::RequestId>> TriageWriter::setTags(
    const std::vector<traffic::RequestId>& requests, const std::string& name, bool isSet) {
    return m_impl->whole([&]() -> base::Result<std::vector<traffic::RequestId>> {
        std::vector<traffic::RequestId> changed;
        for (const traffic::RequestId request : requests) {
            const auto done = m_impl->change(
                isSet ? "INSERT OR IGNORE INTO tag (request, name) SELECT id, ?2 FROM request WHERE id = ?1"
                      : "DELETE FROM tag WHERE request = ? AND name = ?",
                [&](Statement& bound) { bound.bind(request).bindText(name); });
            if (!done) {
                return done.error();
            }
            if (*done > 0) {
                changed.push_back(request);
            }
        }
        return changed;
    });
}

base::Result<std::vector<traffic::RequestMark>> TriageWriter::setMarks(
    const std::vector<traffic::RequestMark>& marks) {
    return m_impl->whole([&] { return writeMarks(m_impl->database(), marks); });
}

base::Result<std::vector<traffic::RequestMark>> TriageWriter::toggleMark(
    const std::vector<traffic::RequestId>& requests, traffic::Mark mark) {
    return m_impl->whole([&] { return toggleMarks(m_impl->database(), requests, mark); });
}

}  // namespace mirrorscope::storage
