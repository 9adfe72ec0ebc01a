// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/statement.h"

namespace mirrorscope::storage {

/// Keys that could not be read; there need not have been a row for each.
struct LostRange {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::string reason;  // SQLite's
};

struct RescuedTable {
    std::string name;
    std::uint64_t rows = 0;
    std::uint64_t refused = 0;  // read, but not fit for the table: garbage that looks like rows
    std::vector<LostRange> lost;
};

/// Copies what can be read of one table of a damaged session: from below until a row cannot be read, from
/// above likewise, then the same for the halves of what is between, as far as that pays. Lives shorter than
/// both databases; their thread.
class TableRescue {
public:
    /// Every row of the new table is one of the damaged table of that name; the damaged one may be missing.
    static base::Result<TableRescue> prepare(Database& damaged, Database& rescued, const std::string& table);

    /// `progress` gets the rows kept so far. Fails on cancel and when the new session cannot be written;
    /// never for what is damaged.
    base::Result<RescuedTable> run(const base::CancelToken& cancel,
                                   const std::function<void(std::uint64_t)>& progress);

private:
    struct Range {
        std::int64_t first = std::numeric_limits<std::int64_t>::min();
        std::int64_t last = std::numeric_limits<std::int64_t>::max();
    };
    /// How far a walk came, and why it ended before the end of its range.
    struct Walk {
        std::optional<std::int64_t> reached;
        std::string broken;  // empty: it did not
    };

    TableRescue(Database& damaged, Database& rescued, std::string table);

    base::Result<void> readColumns();
    base::Result<void> rescueByNumber(const base::CancelToken& cancel);
    base::Result<void> rescueByText(const base::CancelToken& cancel);
    base::Result<void> rescueRange(Range range, std::vector<Range>& open);
    base::Result<Walk> walk(Range range, bool upwards);
    base::Result<Walk> copy(Statement& rows);
    base::Result<void> keep(const Statement& row);
    base::Result<void> commitNow();
    std::string select(const char* rest) const;

    Database* m_damaged;
    Database* m_rescued;
    std::string m_table;
    std::string m_key;  // the column that orders the table
    bool m_byNumber = true;
    bool m_isSingleKey = true;
    std::string m_columns;
    int m_columnCount = 0;
    std::optional<Statement> m_insert;
    std::function<void(std::uint64_t)> m_progress;
    RescuedTable m_report;
    std::uint64_t m_uncommitted = 0;
};

}  // namespace mirrorscope::storage
