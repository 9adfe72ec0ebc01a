// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/storage/context_replacement.h"
#include "core/storage/database.h"
#include "core/storage/reattribution.h"
#include "core/storage/rollup_writer.h"
#include "core/storage/statement.h"
#include "core/traffic/analysis.h"

namespace mirrorscope::storage {

/// Writes what the attribution found out, inside the journal's background transaction. Journal's thread.
class ContextWriter {
public:
    static base::Result<ContextWriter> prepare(Database& database);

    base::Result<void> writeSource(const traffic::Source& source);
    base::Result<void> write(const traffic::ContextBatch::Item& item);
    /// Ends a step: source counters, roll-ups and the cursor after `last`.
    base::Result<void> finish(traffic::RequestId last);
    /// In a transaction of its own; what was written before it stays. Repeated after a rollback.
    base::Result<void> follow(const ReattributionOrder& order);
    /// After a rollback.
    void discard();

private:
    ContextWriter(Database& database, Statement context, Statement source, Statement count, Statement cursor,
                  RollupWriter rollup, ContextReplacement replacement);
    /// What a step adds to a source; less than nothing where its requests turn out to be another one's.
    struct Seen {
        std::int64_t requests = 0;
        std::int64_t attackRequests = 0;
        base::WallTime last{};
    };
    void count(const traffic::ContextBatch::Item& item);
    void move(const ReplacedContext& old, const traffic::ContextBatch::Item& item);

    Database* m_database;
    Statement m_context;
    Statement m_source;
    Statement m_count;
    Statement m_cursor;
    RollupWriter m_rollup;
    ContextReplacement m_replacement;
    std::map<traffic::SourceId, Seen> m_seen;
};

/// Client alternatives as one text and back: address TAB header, one a line.
std::string alternativesText(const std::vector<traffic::ClientAlternative>& alternatives);
std::vector<traffic::ClientAlternative> alternativesFromText(std::string_view text);

}  // namespace mirrorscope::storage
