// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <thread>

#include "core/storage/transaction.h"

namespace mirrorscope::storage {

/// Between two transactions of many: SQLite's write lock knows no queue, and a recorder that waits looks
/// every 200 µs (Database::waitEagerly).
inline constexpr std::chrono::milliseconds kRecordersTurn{2};

/// Everything that `write` does, or nothing of it; then it is the recorder's turn.
template <typename Write>
auto inOneTransaction(Database& database, const Write& write) -> decltype(write()) {
    auto transaction = Transaction::begin(database);
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

}  // namespace mirrorscope::storage
