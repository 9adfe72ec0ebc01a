// SPDX-License-Identifier: Apache-2.0
#include "core/storage/reanalysis.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace mirrorscope::storage {
namespace {

// Keys of meta. Until: the last request with an old verdict. Floor: the last attack found by earlier rules.
// At: how far it was when somebody cancelled it; rules: under which.
constexpr char kUntil[] = "reanalysis.until";
constexpr char kFloor[] = "reanalysis.floor";
constexpr char kAt[] = "reanalysis.at";
constexpr char kRules[] = "reanalysis.rules";
/// Until, as it was when it was cancelled.
constexpr char kRest[] = "reanalysis.rest";
/// There while only requests in stale_verdict are judged.
constexpr char kChanged[] = "reanalysis.changed";

std::int64_t numberIn(const std::string& text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

base::Result<Reanalysis> Reanalysis::load(Database& database) {
    auto set = Statement::prepare(database, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
    auto remove = Statement::prepare(database, "DELETE FROM meta WHERE key = ?");
    auto cursor = Statement::prepare(database, "UPDATE cursor SET request = ? WHERE name = 'verdict'");
    if (!set || !remove || !cursor) {
        return !set ? set.error() : !remove ? remove.error() : cursor.error();
    }
    Reanalysis made(database, std::move(*set), std::move(*remove), std::move(*cursor));
    const auto until = made.recall(kUntil);
    if (!until) {
        return until.error();
    }
    made.m_until = numberIn(*until);
    return made;
}

Reanalysis::Reanalysis(Database& database, Statement set, Statement remove, Statement cursor)
    : m_database(&database),
      m_set(std::move(set)),
      m_remove(std::move(remove)),
      m_cursor(std::move(cursor)) {}

base::Result<void> Reanalysis::follow(const traffic::ReanalysisOrder& order) {
    if (order.changedOnly && order.kind != traffic::ReanalysisOrder::Kind::Cancel) {
        return beginChanged(order.rules);
    }
    return order.kind == traffic::ReanalysisOrder::Kind::Cancel
               ? cancel()
               : begin(order.rules, order.kind == traffic::ReanalysisOrder::Kind::BeginOrResume);
}

base::Result<void> Reanalysis::begin(const std::string& rules, bool mayResume) {
    const auto present = m_database->number("SELECT request FROM cursor WHERE name = 'verdict'");
    const auto lastAttack = m_database->number("SELECT ifnull(max(id), 0) FROM attack");
    const auto under = recall(kRules);
    const auto at = recall(kAt);
    const auto rest = recall(kRest);
    if (!present || !lastAttack || !under || !at || !rest) {
        return !present ? present.error() : !lastAttack ? lastAttack.error() : under.error();
    }
    const bool isSame = mayResume && *under == rules;
    if (isSame && m_until > 0) {
        return {};  // it is running: after a kill, say
    }
    const bool resumes = isSame && !at->empty();
    // What came since has a verdict under these or other rules; it is judged again with the rest.
    const traffic::RequestId until = std::max(*present, m_until);
    for (const auto& [key, value] :
         {std::pair{kUntil, std::to_string(resumes ? std::max(until, numberIn(*rest)) : until)},
          std::pair{kRules, rules}}) {
        if (auto done = set(key, value); !done) {
            return done;
        }
    }
    // Attacks of the part that is done stay what they are.
    if (auto done = resumes ? base::Result<void>() : set(kFloor, std::to_string(*lastAttack)); !done) {
        return done;
    }
    for (const char* key : {kAt, kRest}) {
        if (auto done = remove(key); !done) {
            return done;
        }
    }
    m_until = resumes ? std::max(until, numberIn(*rest)) : until;
    return moveCursor(resumes ? numberIn(*at) : 0);
}

/// Attacks that were found stay and take in what belongs to them now: hence no floor. One that judges
/// everything and is on its way does this too, from the first changed request on.
base::Result<void> Reanalysis::beginChanged(const std::string& rules) {
    const auto first = m_database->number("SELECT ifnull(min(request), 0) FROM stale_verdict");
    const auto present = m_database->number("SELECT request FROM cursor WHERE name = 'verdict'");
    if (!first || !present) {
        return first ? present.error() : first.error();
    }
    if (*first == 0 || (m_until > 0 && *present < *first)) {
        return {};
    }
    const bool everything = m_until > 0;
    m_until = std::max(*present, m_until);
    for (const auto& [key, value] : {std::pair{kUntil, std::to_string(m_until)}, std::pair{kRules, rules},
                                     std::pair{kFloor, std::string("0")}}) {
        if (auto done = set(key, value); !done) {
            return done;
        }
    }
    if (auto done = everything ? base::Result<void>() : set(kChanged, "1"); !done) {
        return done;
    }
    return moveCursor(*first - 1);
}

base::Result<void> Reanalysis::cancel() {
    if (m_until == 0) {
        return {};
    }
    const auto changed = recall(kChanged);
    if (!changed) {
        return changed.error();
    }
    if (!changed->empty()) {
        const auto end = m_until;
        auto done = reached(end);
        return done ? moveCursor(end) : done;
    }
    const auto present = m_database->number("SELECT request FROM cursor WHERE name = 'verdict'");
    if (!present) {
        return present.error();
    }
    for (const auto& [key, value] :
         {std::pair{kAt, std::to_string(*present)}, std::pair{kRest, std::to_string(m_until)}}) {
        if (auto done = set(key, value); !done) {
            return done;
        }
    }
    const auto end = std::exchange(m_until, 0);
    if (auto done = remove(kUntil); !done) {
        return done;
    }
    return moveCursor(end);
}

base::Result<void> Reanalysis::reached(traffic::RequestId last) {
    if (m_until == 0 || last < m_until) {
        return {};
    }
    m_until = 0;
    for (const char* key : {kUntil, kFloor, kRules, kChanged}) {
        if (auto done = remove(key); !done) {
            return done;
        }
    }
    return {};
}

base::Result<void> Reanalysis::set(std::string_view key, const std::string& value) {
    return m_set.bindText(key).bindText(value).run();
}

base::Result<void> Reanalysis::remove(std::string_view key) {
    return m_remove.bindText(key).run();
}

base::Result<void> Reanalysis::moveCursor(traffic::RequestId to) {
    return m_cursor.bind(to).run();
}

base::Result<std::string> Reanalysis::recall(const char* key) {
    auto found = Statement::prepare(*m_database, "SELECT value FROM meta WHERE key = ?");
    if (!found) {
        return found.error();
    }
    found->bindText(key);
    const std::string value = found->next() ? found->bytes(0) : std::string();
    const auto failed = found->failed();
    return failed ? base::Result<std::string>(*failed) : value;
}

}  // namespace mirrorscope::storage
