// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Requests that were stored although their sender had got 503 meanwhile: noted here after their commit, as
/// the request row is never updated. Journal's thread.
class LateAnswers {
public:
    static base::Result<LateAnswers> prepare(Database& database);

    void add(traffic::RequestId request) { m_waiting.push_back(request); }
    bool isEmpty() const { return m_waiting.empty(); }
    /// One transaction with the first thousand of them; a failure leaves all to be tried again.
    base::Result<void> write();

private:
    LateAnswers(Database& database, Statement insert);

    Database* m_database;
    Statement m_insert;
    std::vector<traffic::RequestId> m_waiting;
};

}  // namespace mirrorscope::storage
