// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "core/base/clock.h"
#include "core/storage/database.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {

/// What got 503, by second and listener, for who reads the session later. Counting: any thread; the rest: the
/// journal's.
class RefusalLog {
public:
    using Time = std::chrono::steady_clock::time_point;

    RefusalLog(Database& database, Statement upsert) : m_database(&database), m_upsert(std::move(upsert)) {}
    static base::Result<Statement> prepare(Database& database);

    void add(const std::string& listener, base::WallTime at);

    bool isEmpty() const;
    /// When it is worth a transaction: a second after the last one. While the disk is full nothing is lost
    /// but what a crash takes.
    Time due() const { return m_next; }
    /// One transaction; a failure leaves all to be tried again.
    base::Result<void> write(Time now);

private:
    using Counts = std::map<std::pair<std::int64_t, std::string>, std::int64_t>;  // second, listener

    Database* m_database;
    Statement m_upsert;
    Time m_next{};
    mutable std::mutex m_mutex;
    Counts m_counts;
};

}  // namespace mirrorscope::storage
