// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/storage/database.h"
#include "core/storage/statement.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::storage {

/// Where the judging of stored requests anew stands, in the session itself (meta), so that it goes on after
/// any end of the process. While it runs, the cursor "verdict" is the place, and old verdicts behind it stand
/// until each is replaced: every request has one verdict at every moment. Journal's thread.
class Reanalysis {
public:
    static base::Result<Reanalysis> load(Database& database);

    /// In the transaction of the caller; load() again after a rollback.
    base::Result<void> follow(const traffic::ReanalysisOrder& order);
    /// Requests up to this one may have an old verdict; 0: none has.
    traffic::RequestId until() const { return m_until; }
    /// The cursor came to `last`.
    base::Result<void> reached(traffic::RequestId last);

private:
    Reanalysis(Database& database, Statement set, Statement remove, Statement cursor);
    base::Result<void> begin(const std::string& rules, bool mayResume);
    base::Result<void> beginChanged(const std::string& rules);
    base::Result<void> cancel();
    base::Result<void> set(std::string_view key, const std::string& value);
    base::Result<void> remove(std::string_view key);
    base::Result<void> moveCursor(traffic::RequestId to);
    base::Result<std::string> recall(const char* key);

    Database* m_database;
    Statement m_set;
    Statement m_remove;
    Statement m_cursor;
    traffic::RequestId m_until = 0;
};

}  // namespace mirrorscope::storage
