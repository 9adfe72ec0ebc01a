// SPDX-License-Identifier: Apache-2.0
#include "core/storage/late_answers.h"

#include <algorithm>
#include <utility>

#include "core/storage/transaction.h"

namespace mirrorscope::storage {
namespace {

/// So that arrivals do not wait behind a long transaction.
constexpr std::size_t kMostAtOnce = 1000;

}  // namespace

base::Result<LateAnswers> LateAnswers::prepare(Database& database) {
    auto insert = Statement::prepare(database, "INSERT OR IGNORE INTO late_answer (request) VALUES (?)");
    if (!insert) {
        return insert.error();
    }
    return LateAnswers(database, std::move(*insert));
}

LateAnswers::LateAnswers(Database& database, Statement insert)
    : m_database(&database), m_insert(std::move(insert)) {}

base::Result<void> LateAnswers::write() {
    if (m_waiting.empty()) {
        return {};
    }
    auto transaction = Transaction::begin(*m_database);
    if (!transaction) {
        return transaction.error();
    }
    const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(std::min(kMostAtOnce, m_waiting.size()));
    for (auto request = m_waiting.begin(); request != end; ++request) {
        if (auto inserted = m_insert.bind(*request).run(); !inserted) {
            return inserted;
        }
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed;
    }
    m_waiting.erase(m_waiting.begin(), end);
    return {};
}

}  // namespace mirrorscope::storage
