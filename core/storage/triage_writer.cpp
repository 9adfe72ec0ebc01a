// SPDX-License-Identifier: Apache-2.0
#include "core/storage/triage_writer.h"

#include <chrono>
#include <utility>

#include "core/base/clock.h"
#include "core/storage/finding_mutes.h"
#include "core/storage/mark_rows.h"
#include "core/storage/presence_baselines.h"
#include "core/storage/short_transaction.h"
#include "core/storage/statement.h"
#include "core/storage/users_connection.h"

namespace mirrorscope::storage {
namespace {

/// One that was begun before that was left by a program that ended.
constexpr std::chrono::hours kLongestDecision{1};

base::Error notFound(const TriageTarget& target) {
    return target.attack != 0
               ? base::Error{base::ErrorCode::AttackNotFound, {std::to_string(target.attack)}}
               : base::Error{base::ErrorCode::RequestNotFound, {std::to_string(target.request)}};
}

}  // namespace

class TriageWriter::Impl {
public:
    explicit Impl(Database database) : m_database(std::move(database)) {}

    template <typename Write>
    auto whole(const Write& write) -> decltype(write()) {
        return inOneTransaction(m_database, write);
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

    Database& database() { return m_database; }

private:
    Database m_database;
};

base::Result<std::unique_ptr<TriageWriter>> TriageWriter::open(const std::filesystem::path& session) {
    auto database = openForUser(session);
    if (!database) {
        return database.error();
    }
    const auto longAgo = base::SystemClock().wall() - kLongestDecision;
    if (auto done = DecisionLog(*database).removeUnfinished(longAgo); !done) {
        return done.error();
    }
    return std::unique_ptr<TriageWriter>(new TriageWriter(std::make_unique<Impl>(std::move(*database))));
}

TriageWriter::TriageWriter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
TriageWriter::~TriageWriter() = default;

base::Result<traffic::DecisionReceipt> TriageWriter::decide(const TriageTarget& target,
                                                            const DecisionDraft& draft) {
    return DecisionLog(m_impl->database()).decide(target, draft);
}

base::Result<traffic::DecisionReceipt> TriageWriter::decideAll(const RequestSet& requests,
                                                               const SeenHits& seen,
                                                               const std::string& filter,
                                                               const DecisionDraft& draft,
                                                               const base::CancelToken& cancel) {
    return DecisionLog(m_impl->database()).decideAll(requests, seen, filter, draft, cancel);
}

base::Result<traffic::DecisionReceipt> TriageWriter::decideThese(
    const TriageTargets& targets, const DecisionDraft& draft, const base::CancelToken& cancel,
    const DecisionLog::TargetProgress& progress) {
    return DecisionLog(m_impl->database()).decideThese(targets, draft, cancel, progress);
}

base::Result<bool> TriageWriter::setUndone(std::int64_t decision, bool isUndone) {
    return DecisionLog(m_impl->database()).setUndone(decision, isUndone);
}

base::Result<std::vector<traffic::LoggedDecision>> TriageWriter::decisions(std::size_t limit) {
    return DecisionLog(m_impl->database()).newest(limit);
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

base::Result<std::optional<traffic::FindingMute>> TriageWriter::setFindingMute(
    const traffic::FindingKey& key, const std::optional<traffic::FindingMute>& mute) {
    return m_impl->whole([&] { return writeFindingMute(m_impl->database(), key, mute); });
}

base::Result<std::vector<traffic::SourceBaseline>> TriageWriter::setPresenceBaselines(
    const std::vector<traffic::SourceBaseline>& baselines) {
    return m_impl->whole([&] { return writePresenceBaselines(m_impl->database(), baselines); });
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
