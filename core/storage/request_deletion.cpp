// SPDX-License-Identifier: Apache-2.0
#include "core/storage/request_deletion.h"

#include <array>
#include <utility>

namespace mirrorscope::storage {
namespace {

/// In memory; what the deletions agree on.
constexpr char kTemporary[] = "CREATE TEMP TABLE IF NOT EXISTS removing (id INTEGER PRIMARY KEY)";

/// The request itself goes last: the other tables hang on it.
constexpr std::array kDeletions = {
    "DELETE FROM payload WHERE request IN removing",
    "DELETE FROM body_part WHERE body IN (SELECT id FROM body WHERE request IN removing)",
    "DELETE FROM body WHERE request IN removing",
    "DELETE FROM late_answer WHERE request IN removing",
    "DELETE FROM context WHERE request IN removing",
    "DELETE FROM verdict WHERE request IN removing",
    "DELETE FROM stale_verdict WHERE request IN removing",
    "DELETE FROM hit WHERE request IN removing",
    "DELETE FROM triage WHERE request IN removing",
    "DELETE FROM tag WHERE request IN removing",
    "DELETE FROM mark WHERE request IN removing",
    "DELETE FROM note WHERE request IN removing",
    "DELETE FROM request WHERE id IN removing",
    // Bits stay while a request of their block does: ids are never given again.
    "DELETE FROM decided WHERE block < (SELECT min(id) FROM request) / 4096",
    "DELETE FROM removing",
};

}  // namespace

base::Result<RequestDeletion> RequestDeletion::prepare(Database& database) {
    if (auto made = database.run(kTemporary); !made) {
        return made.error();
    }
    std::vector<Statement> statements;
    for (const char* sql : kDeletions) {
        auto statement = Statement::prepare(database, sql);
        if (!statement) {
            return statement.error();
        }
        statements.push_back(std::move(*statement));
    }
    return RequestDeletion(std::move(statements));
}

base::Result<void> RequestDeletion::run() {
    for (Statement& statement : m_statements) {
        if (auto done = statement.run(); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace mirrorscope::storage
