// SPDX-License-Identifier: Apache-2.0
#include "core/storage/recording_events.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/clock.h"
#include "core/storage/listening_times.h"
#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

using traffic::Annotation;

constexpr char kPutSql[] = "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)";
constexpr char kForgetSql[] =
    "DELETE FROM meta WHERE key IN (SELECT key FROM meta WHERE key >= 'event.' AND key < 'event/'"
    " ORDER BY key DESC LIMIT -1 OFFSET ?)";
constexpr char kAllSql[] = "SELECT value FROM meta WHERE key >= 'event.' AND key < 'event/' ORDER BY key";

/// Sorts as its number does.
std::string keyOf(std::int64_t number) {
    char text[32];
    std::snprintf(text, sizeof text, "event.%015lld", static_cast<long long>(number));
    return text;
}

/// A field of the stored line: names of listeners and rules are the user's own.
std::string field(std::string text) {
    std::ranges::replace_if(text, [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return text;
}

std::string lineOf(const Annotation& event) {
    return std::to_string(event.at.time_since_epoch().count()) + "\t" +
           std::string(traffic::annotationKindName(event.kind)) + "\t" + field(event.what) + "\t" +
           field(event.detail) + "\t" + std::to_string(event.count);
}

std::int64_t numberIn(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Unset for a kind that a newer writer knows.
std::optional<Annotation> eventIn(std::string_view line) {
    std::array<std::string_view, 5> fields;
    for (auto& one : fields) {
        const auto tab = std::min(line.find('\t'), line.size());
        one = line.substr(0, tab);
        line.remove_prefix(std::min(tab + 1, line.size()));
    }
    const auto kind = traffic::annotationKindByName(fields[1]);
    if (!kind) {
        return std::nullopt;
    }
    Annotation event;
    event.at = base::WallTime(std::chrono::microseconds(numberIn(fields[0])));
    event.kind = *kind;
    event.what = fields[2];
    event.detail = fields[3];
    event.count = static_cast<std::uint64_t>(numberIn(fields[4]));
    return event;
}

base::Result<std::vector<Annotation>> readAll(Statement& all) {
    std::vector<Annotation> events;
    while (all.next()) {
        if (auto event = eventIn(all.bytes(0))) {
            events.push_back(std::move(*event));
        }
    }
    const auto failed = all.failed();
    return failed ? base::Result<std::vector<Annotation>>(*failed) : events;
}

}  // namespace

base::Result<std::unique_ptr<RecordingEvents>> RecordingEvents::prepare(Database& database) {
    auto put = Statement::prepare(database, kPutSql);
    auto forget = Statement::prepare(database, kForgetSql);
    auto all = Statement::prepare(database, kAllSql);
    const auto next = database.number(
        "SELECT CAST(substr(max(key), 7) AS INTEGER) + 1 FROM meta WHERE key >= 'event.' AND key < 'event/'");
    const auto alive = database.number(kRecorderAliveSql);
    for (const auto* statement : {&put, &forget, &all}) {
        if (!*statement) {
            return statement->error();
        }
    }
    if (!next || !alive) {
        return next ? alive.error() : next.error();
    }
    const auto events = readAll(*all);
    if (!events) {
        return events.error();
    }
    std::unique_ptr<RecordingEvents> out(
        new RecordingEvents(database, std::move(*put), std::move(*forget), std::max<std::int64_t>(*next, 1)));
    for (const Annotation& event : *events) {
        out->follow(event);
    }
    for (const std::string& listener : out->m_on) {
        out->m_waiting.push_back({base::WallTime(std::chrono::microseconds(*alive)),
                                  Annotation::Kind::RecorderLost,
                                  listener,
                                  {},
                                  0,
                                  {}});
    }
    out->m_on.clear();
    return out;
}

RecordingEvents::RecordingEvents(Database& database, Statement put, Statement forget, std::int64_t next)
    : m_database(&database), m_put(std::move(put)), m_forget(std::move(forget)), m_next(next) {}

void RecordingEvents::note(traffic::Annotation event) {
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(event));
}

bool RecordingEvents::isDue(Time now) const {
    if (!m_on.empty() && now >= m_nextSign) {
        return true;
    }
    const std::lock_guard lock(m_mutex);
    return !m_waiting.empty();
}

base::Result<void> RecordingEvents::write(Time now) {
    std::vector<Annotation> events;
    {
        const std::lock_guard lock(m_mutex);
        events.swap(m_waiting);
    }
    const std::int64_t next = m_next;
    auto outcome = writeAll(events, now);
    if (!outcome) {
        m_next = next;
        const std::lock_guard lock(m_mutex);
        m_waiting.insert(m_waiting.begin(), events.begin(), events.end());
        return outcome;
    }
    for (const Annotation& event : events) {
        follow(event);
    }
    return outcome;
}

base::Result<void> RecordingEvents::writeAll(const std::vector<Annotation>& events, Time now) {
    auto transaction = Transaction::begin(*m_database);
    if (!transaction) {
        return transaction.error();
    }
    for (const Annotation& event : events) {
        if (auto done = put(keyOf(m_next++), lineOf(event)); !done) {
            return done;
        }
    }
    const auto alive = base::SystemClock().wall().time_since_epoch().count();
    if (auto done = put("recorder.alive", std::to_string(alive)); !done) {
        return done;
    }
    if (m_next > kMostEvents) {
        if (auto done = m_forget.bind(kMostEvents).run(); !done) {
            return done;
        }
    }
    m_nextSign = now + kBetweenSigns;
    return transaction->commit();
}

base::Result<void> RecordingEvents::put(const std::string& key, const std::string& value) {
    return m_put.bindText(key).bindText(value).run();
}

void RecordingEvents::follow(const Annotation& event) {
    if (event.kind == Annotation::Kind::ListenerOn) {
        m_on.insert(event.what);
    } else if (event.kind == Annotation::Kind::ListenerOff || event.kind == Annotation::Kind::RecorderLost) {
        m_on.erase(event.what);
    }
}

base::Result<std::vector<traffic::Annotation>> readRecordingEvents(QueryRunner& runner,
                                                                   const base::CancelToken& cancel) {
    const auto rows = runner.gather<std::optional<Annotation>>(
        kAllSql, {}, cancel, [](const Statement& row) { return eventIn(row.bytes(0)); });
    if (!rows) {
        return rows.error();
    }
    std::vector<Annotation> events;
    for (const auto& row : *rows) {
        if (row) {
            events.push_back(*row);
        }
    }
    return events;
}

}  // namespace mirrorscope::storage
