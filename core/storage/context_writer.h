// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "core/storage/database.h"
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
    /// After a rollback.
    void discard();

private:
    ContextWriter(Statement context, Statement source, Statement count, Statement cursor,
                  RollupWriter rollup);
    struct Seen {
        std::uint64_t requests = 0;
        base::WallTime last{};
    };

    Statement m_context;
    Statement m_source;
    Statement m_count;
    Statement m_cursor;
    RollupWriter m_rollup;
    std::map<traffic::SourceId, Seen> m_seen;
};

/// Client alternatives as one text and back: address TAB header, one a line.
std::string alternativesText(const std::vector<traffic::ClientAlternative>& alternatives);
std::vector<traffic::ClientAlternative> alternativesFromText(std::string_view text);

}  // namespace mirrorscope::storage
