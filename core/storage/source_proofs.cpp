// SPDX-License-Identifier: Apache-2.0
#include "core/storage/source_proofs.h"

#include "core/storage/session_file.h"
#include "core/storage/statement.h"
#include "core/storage/transaction.h"
#include "core/storage/users_connection.h"

namespace mirrorscope::storage {

base::Result<void> keepProof(const std::filesystem::path& session, traffic::SourceId source,
                             const std::string& json) {
    auto database = openForUser(session);
    if (!database) {
        return database.error();
    }
    auto transaction = Transaction::begin(*database);
    if (!transaction) {
        return transaction.error();
    }
    {
        auto known = Statement::prepare(*database, "SELECT 1 FROM source WHERE id = ?");
        auto keep = Statement::prepare(*database, "INSERT OR REPLACE INTO meta VALUES ('proof.' || ?, ?)");
        if (!known || !keep) {
            return known ? keep.error() : known.error();
        }
        known->bind(source);
        if (!known->next()) {
            const auto failed = known->failed();
            return failed ? *failed : base::Error{base::ErrorCode::SourceNotFound, {std::to_string(source)}};
        }
        if (auto kept = keep->bind(source).bindText(json).run(); !kept) {
            return kept;
        }
    }
    return transaction->commit();
}

base::Result<std::optional<std::string>> keptProof(const std::filesystem::path& session,
                                                   traffic::SourceId source) {
    auto database = openForReading(session);
    if (!database) {
        return database.error();
    }
    auto found = Statement::prepare(*database, "SELECT value FROM meta WHERE key = 'proof.' || ?");
    if (!found) {
        return found.error();
    }
    found->bind(source);
    std::optional<std::string> json;
    if (found->next()) {
        json = found->bytes(0);
    }
    const auto failed = found->failed();
    return failed ? base::Result<std::optional<std::string>>(*failed) : json;
}

}  // namespace mirrorscope::storage
