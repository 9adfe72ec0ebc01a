// SPDX-License-Identifier: Apache-2.0
#include "core/storage/retention.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/storage/request_deletion.h"
#include "core/storage/statement.h"
#include "core/storage/transaction.h"
#include "core/storage/triage_state.h"

namespace mirrorscope::storage {
namespace {

using Steady = std::chrono::steady_clock;
using traffic::RequestId;

/// Ids chosen and deleted together: small enough to look at the clock often.
constexpr int kChunk = 128;
/// Free pages that stay in the file: arrivals use them again. 8 MiB.
constexpr std::int64_t kKeptFreePages = 1024;
/// Pages given back to the disk in one step: about 1 ms.
constexpr char kShrink[] = "PRAGMA incremental_vacuum(64)";

/// Which requests may go, of those in `where`. What a person marked stays.
std::string choice(const char* where, const char* order) {
    return std::string("INSERT INTO removing SELECT r.id FROM request r WHERE ") + where +
           " AND NOT EXISTS (SELECT 1 FROM " + decidedHitsOf("r.id") +
           " t WHERE t.state IN ('confirmed', 'escalated'))"
           " AND r.id NOT IN (SELECT request FROM note WHERE request IS NOT NULL)"
           " AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.request = r.id)"
           " AND NOT EXISTS (SELECT 1 FROM hit h WHERE h.request = r.id"
           " AND h.attack IN (SELECT attack FROM note WHERE attack IS NOT NULL))"
           " ORDER BY " +
           order + " LIMIT ?";
}

/// From the place passed up to the limit. Ids follow commits; times do not when the clock jumped, so that age
/// goes by the index of times.
std::string choiceByAge() {
    return choice("r.time >= ? AND r.time < ? AND r.id <= ?", "r.time");
}
std::string choiceById() {
    return choice("r.id > ? AND r.id <= ?", "r.id");
}

constexpr char kChosen[] =
    "SELECT count(*), ifnull(max(id), 0), ifnull((SELECT max(time) FROM request WHERE id IN removing), 0)"
    " FROM removing";

constexpr char kJudged[] = "SELECT request FROM cursor WHERE name = ?";
constexpr char kRemember[] = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)";
constexpr char kRecall[] = "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?";

struct Statements {
    Statement byAge;
    Statement byId;
    Statement chosen;
    Statement judged;
    Statement remember;
    RequestDeletion deletion;
};

base::Result<std::int64_t> recall(Database& database, std::string_view key) {
    auto statement = Statement::prepare(database, kRecall);
    if (!statement) {
        return statement.error();
    }
    statement->bindText(key);
    std::int64_t value = 0;
    while (statement->next()) {
        value = statement->number(0);
    }
    if (const auto failed = statement->failed()) {
        return *failed;
    }
    return value;
}

base::Result<Statements> prepareAll(Database& database) {
    auto deletion = RequestDeletion::prepare(database);
    if (!deletion) {
        return deletion.error();
    }
    std::vector<base::Result<Statement>> made;
    for (const std::string& sql :
         {choiceByAge(), choiceById(), std::string(kChosen), std::string(kJudged), std::string(kRemember)}) {
        made.push_back(Statement::prepare(database, sql.c_str()));
    }
    for (const auto& statement : made) {
        if (!statement) {
            return statement.error();
        }
    }
    return Statements{std::move(*made[0]), std::move(*made[1]), std::move(*made[2]),
                      std::move(*made[3]), std::move(*made[4]), std::move(*deletion)};
}

}  // namespace

class Retention::Impl {
public:
    Impl(Database& database, const RetentionPolicy& policy, Statements statements, const RemovedPast& removed)
        : m_database(database), m_policy(policy), m_statements(std::move(statements)), m_removed(removed) {}

    bool isDue(Steady::time_point now) const { return m_policy.isSet() && (m_more || now >= m_nextLook); }
    std::optional<Steady::time_point> nextLook() const {
        return m_policy.isSet() ? std::optional(m_more ? Steady::time_point() : m_nextLook) : std::nullopt;
    }
    const RemovedPast& removed() const { return m_removed; }
    void forgetCount() { m_count.reset(); }

    base::Result<void> step(Steady::time_point now, base::WallTime today, RequestId lastId,
                            std::chrono::milliseconds time) {
        if (!m_more) {  // a new look: what was spared may have lost its mark
            m_passedTime = 0;
            m_passedId = 0;
        }
        m_more = false;
        m_nextLook = now + kInterval;
        const RemovedPast before = m_removed;
        auto outcome = removeSome(today, lastId, Steady::now() + time);
        if (!outcome) {
            m_removed = before;
            m_more = false;
            m_count.reset();
        }
        return outcome;
    }

private:
    base::Result<void> removeSome(base::WallTime today, RequestId lastId, Steady::time_point end) {
        const auto newest = newestAllowed(lastId);
        if (!newest) {
            return newest.error();
        }
        auto transaction = Transaction::begin(m_database);
        if (!transaction) {
            return transaction.error();
        }
        const std::uint64_t before = m_removed.requests;
        bool any = true;
        while (any && Steady::now() < end) {
            auto chosen = choose(today, lastId, *newest);
            if (!chosen) {
                return chosen.error();
            }
            any = *chosen;
            if (any) {
                if (auto deleted = removeChosen(today); !deleted) {
                    return deleted;
                }
            }
        }
        m_more = any;
        if (m_removed.requests != before) {
            if (auto noted = noteRemoved(); !noted) {
                return noted;
            }
        }
        if (auto committed = transaction->commit(); !committed) {
            return committed;
        }
        return shrink();
    }

    /// Nothing goes that a follower has yet to read.
    base::Result<RequestId> newestAllowed(RequestId lastId) {
        m_statements.judged.bindText(m_policy.judgedOnly ? "verdict" : "context");
        RequestId newest = 0;
        while (m_statements.judged.next()) {
            newest = m_statements.judged.number(0);
        }
        if (const auto failed = m_statements.judged.failed()) {
            return *failed;
        }
        return std::min(newest, lastId);
    }

    /// Fills the temporary table for the first limit that is passed; false when none is.
    base::Result<bool> choose(base::WallTime today, RequestId lastId, RequestId newest) {
        if (m_policy.age.count() > 0) {
            const auto limit = (today - m_policy.age).time_since_epoch();
            auto chosen = run(m_statements.byAge.bind(m_passedTime)
                                  .bind(std::chrono::duration_cast<std::chrono::microseconds>(limit).count())
                                  .bind(newest)
                                  .bind(std::int64_t{kChunk}));
            if (!chosen || *chosen) {
                return chosen;
            }
        }
        const auto surplus = surplusRequests(lastId);
        if (!surplus) {
            return surplus.error();
        }
        return *surplus == 0 ? base::Result<bool>(false)
                             : run(m_statements.byId.bind(m_passedId)
                                       .bind(newest)
                                       .bind(std::min<std::int64_t>(kChunk, *surplus)));
    }

    /// How many are too many, by number or by size; by size a chunk at a time.
    base::Result<std::int64_t> surplusRequests(RequestId lastId) {
        if (m_policy.requests > 0) {
            const auto count = countRequests(lastId);
            if (!count) {
                return count.error();
            }
            const std::int64_t surplus = *count - static_cast<std::int64_t>(m_policy.requests);
            if (surplus > 0) {
                return surplus;
            }
        }
        if (m_policy.bytes > 0) {
            const auto bytes = usedBytes();
            if (!bytes) {
                return bytes.error();
            }
            return *bytes > static_cast<std::int64_t>(m_policy.bytes) ? kChunk : 0;
        }
        return 0;
    }

    /// Counted once; afterwards ids tell what came.
    base::Result<std::int64_t> countRequests(RequestId lastId) {
        if (!m_count) {
            const auto counted = m_database.number("SELECT count(*) FROM request");
            if (!counted) {
                return counted.error();
            }
            m_count = *counted - lastId + static_cast<std::int64_t>(m_removed.requests);
        }
        return *m_count + lastId - static_cast<std::int64_t>(m_removed.requests);
    }

    base::Result<std::int64_t> usedBytes() {
        const auto pages = m_database.number("PRAGMA page_count");
        const auto unused = m_database.number("PRAGMA freelist_count");
        const auto size = m_database.number("PRAGMA page_size");
        if (!pages || !unused || !size) {
            return !pages ? pages.error() : !unused ? unused.error() : size.error();
        }
        return (*pages - *unused) * *size;
    }

    base::Result<bool> run(Statement& choice) {
        if (auto done = choice.run(); !done) {
            return done.error();
        }
        Statement& chosen = m_statements.chosen;
        m_chosen = 0;
        while (chosen.next()) {
            m_chosen = static_cast<std::uint64_t>(chosen.number(0));
            m_chosenNewest = chosen.number(1);
            m_chosenTime = chosen.number(2);
        }
        if (const auto failed = chosen.failed()) {
            return *failed;
        }
        return m_chosen > 0;
    }

    base::Result<void> removeChosen(base::WallTime today) {
        if (auto done = m_statements.deletion.run(); !done) {
            return done;
        }
        m_passedTime = std::max(m_passedTime, m_chosenTime);
        m_passedId = std::max(m_passedId, m_chosenNewest);
        m_removed.requests += m_chosen;
        m_removed.newest = std::max(m_removed.newest, m_chosenNewest);
        m_removed.at = today;
        return {};
    }

    base::Result<void> noteRemoved() {
        const std::array<std::pair<const char*, std::int64_t>, 3> facts{{
            {"removed.requests", static_cast<std::int64_t>(m_removed.requests)},
            {"removed.newest", m_removed.newest},
            {"removed.at", m_removed.at.time_since_epoch().count()},
        }};
        for (const auto& [key, value] : facts) {
            const std::string text = std::to_string(value);
            if (auto done = m_statements.remember.bindText(key).bindText(text).run(); !done) {
                return done;
            }
        }
        return {};
    }

    base::Result<void> shrink() {
        const auto unused = m_database.number("PRAGMA freelist_count");
        if (!unused) {
            return unused.error();
        }
        if (*unused <= kKeptFreePages) {
            return {};
        }
        m_more = true;
        return m_database.run(kShrink);
    }

    Database& m_database;
    const RetentionPolicy m_policy;
    Statements m_statements;
    RemovedPast m_removed;
    bool m_more = false;
    Steady::time_point m_nextLook{};
    std::int64_t m_passedTime = 0;  // of this look: what is older is spared
    RequestId m_passedId = 0;
    std::optional<std::int64_t> m_count;  // of requests, less lastId, plus removed
    std::uint64_t m_chosen = 0;
    RequestId m_chosenNewest = 0;
    std::int64_t m_chosenTime = 0;
};

base::Result<std::unique_ptr<Retention>> Retention::prepare(Database& database,
                                                            const RetentionPolicy& policy) {
    auto statements = prepareAll(database);
    if (!statements) {
        return statements.error();
    }
    const auto requests = recall(database, "removed.requests");
    const auto newest = recall(database, "removed.newest");
    const auto at = recall(database, "removed.at");
    if (!requests || !newest || !at) {
        return !requests ? requests.error() : !newest ? newest.error() : at.error();
    }
    const RemovedPast removed{static_cast<std::uint64_t>(*requests), *newest,
                              base::WallTime(std::chrono::microseconds(*at))};
    return std::unique_ptr<Retention>(
        new Retention(std::make_unique<Impl>(database, policy, std::move(*statements), removed)));
}

Retention::Retention(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Retention::~Retention() = default;

bool Retention::isDue(Steady::time_point now) const {
    return m_impl->isDue(now);
}
std::optional<Steady::time_point> Retention::nextLook() const {
    return m_impl->nextLook();
}
base::Result<void> Retention::step(Steady::time_point now, base::WallTime today, RequestId lastId,
                                   std::chrono::milliseconds time) {
    return m_impl->step(now, today, lastId, time);
}
void Retention::forgetCount() {
    m_impl->forgetCount();
}
RemovedPast Retention::removed() const {
    return m_impl->removed();
}

}  // namespace mirrorscope::storage
