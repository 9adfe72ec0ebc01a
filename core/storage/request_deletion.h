// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/error.h"
#include "core/storage/database.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {

/// Deletes requests with all that hangs on them alone: payload, parts of the body, context, verdict, hits,
/// and what people said of them. Which ones is told by the temporary table `removing` (id), which is empty
/// afterwards. Sums that count them (attacks, roll-ups, sources) are the caller's. In the transaction of the
/// caller, on the journal's thread.
class RequestDeletion {
public:
    /// Makes the table for statements of the caller, too: call it before they are prepared.
    static base::Result<RequestDeletion> prepare(Database& database);

    base::Result<void> run();

private:
    explicit RequestDeletion(std::vector<Statement> statements) : m_statements(std::move(statements)) {}

    std::vector<Statement> m_statements;
};

}  // namespace mirrorscope::storage
