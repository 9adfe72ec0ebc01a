// SPDX-License-Identifier: Apache-2.0
#include "core/storage/refusal_log.h"

#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

constexpr std::chrono::seconds kBetweenWrites{1};

}  // namespace

base::Result<Statement> RefusalLog::prepare(Database& database) {
    return Statement::prepare(database,
                              "INSERT INTO refusal (second, listener, requests) VALUES (?,?,?)"
                              " ON CONFLICT DO UPDATE SET requests = requests + excluded.requests");
}

void RefusalLog::add(const std::string& listener, base::WallTime at) {
    const auto second = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    const std::lock_guard lock(m_mutex);
    ++m_counts[{second, listener}];
}

bool RefusalLog::isEmpty() const {
    const std::lock_guard lock(m_mutex);
    return m_counts.empty();
}

base::Result<void> RefusalLog::write(Time now) {
    m_next = now + kBetweenWrites;
    Counts counts;
    {
        const std::lock_guard lock(m_mutex);
        counts.swap(m_counts);
    }
    if (counts.empty()) {
        return {};
    }
    const auto writeAll = [&]() -> base::Result<void> {
        auto transaction = Transaction::begin(*m_database);
        if (!transaction) {
            return transaction.error();
        }
        for (const auto& [place, requests] : counts) {
            m_upsert.bind(place.first).bindText(place.second).bind(requests);
            if (auto written = m_upsert.run(); !written) {
                return written;
            }
        }
        return transaction->commit();
    };
    auto outcome = writeAll();
    if (!outcome) {
        const std::lock_guard lock(m_mutex);
        for (const auto& [place, requests] : counts) {
            m_counts[place] += requests;
        }
    }
    return outcome;
}

}  // namespace mirrorscope::storage
