// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/storage/database.h"
#include "core/storage/query_runner.h"
#include "core/storage/statement.h"
#include "core/traffic/annotation.h"

namespace mirrorscope::storage {

/// What happened to the recording, in the order of happening: listeners on and off, rules loaded. Kept in
/// meta under "event.NUMBER", the newest kMostEvents; "recorder.alive" says until when a recorder lived, so
/// that one that ended without a word is seen. Noting: any thread; the rest: the journal's.
class RecordingEvents {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Somebody who restarts a listener every minute is remembered for a week.
    static constexpr std::int64_t kMostEvents = 10'000;
    /// Between two signs of life while a listener is on.
    static constexpr std::chrono::seconds kBetweenSigns{30};

    /// Notes that the recorder before this one was lost, when it left listeners on.
    static base::Result<std::unique_ptr<RecordingEvents>> prepare(Database& database);

    void note(traffic::Annotation event);

    bool isDue(Time now) const;
    /// One transaction; a failure leaves all to be tried again.
    base::Result<void> write(Time now);

private:
    RecordingEvents(Database& database, Statement put, Statement forget, std::int64_t next);
    base::Result<void> writeAll(const std::vector<traffic::Annotation>& events, Time now);
    base::Result<void> put(const std::string& key, const std::string& value);
    /// Which listeners are on after it.
    void follow(const traffic::Annotation& event);

    Database* m_database;
    Statement m_put;
    Statement m_forget;
    std::int64_t m_next;  // number
    Time m_nextSign{};
    std::set<std::string> m_on;
    mutable std::mutex m_mutex;
    std::vector<traffic::Annotation> m_waiting;
};

/// All that are kept, in the order of happening.
base::Result<std::vector<traffic::Annotation>> readRecordingEvents(QueryRunner& runner,
                                                                   const base::CancelToken& cancel);

}  // namespace mirrorscope::storage
