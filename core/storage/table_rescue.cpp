// SPDX-License-Identifier: Apache-2.0
#include "core/storage/table_rescue.h"

#include <algorithm>
#include <utility>

namespace mirrorscope::storage {
namespace {

/// Rows in one transaction of the new session.
constexpr std::uint64_t kRowsBetweenCommits = 5000;
/// Ranges looked at in one table: a destroyed page hides some hundred rows behind it at most, but the end of
/// a table may be hidden, and no number of halvings finds it.
constexpr std::size_t kMostRanges = 4096;

std::string reasonOf(const base::Error& error) {
    return error.arguments.empty() ? "cannot be read" : error.arguments.back();
}

/// Neighbours become one.
void join(std::vector<LostRange>& lost) {
    std::ranges::sort(lost, {}, &LostRange::first);
    std::vector<LostRange> joined;
    for (LostRange& range : lost) {
        if (!joined.empty() && range.first <= joined.back().last + 1) {
            joined.back().last = range.last;
        } else {
            joined.push_back(std::move(range));
        }
    }
    lost = std::move(joined);
}

}  // namespace

base::Result<TableRescue> TableRescue::prepare(Database& damaged, Database& rescued,
                                               const std::string& table) {
    TableRescue rescue(damaged, rescued, table);
    if (auto read = rescue.readColumns(); !read) {
        return read.error();
    }
    std::string marks = "?";
    for (int i = 1; i < rescue.m_columnCount; ++i) {
        marks += ",?";
    }
    // What the new session has already (its own id and dates) stays, but followers go on where they were.
    const std::string verb = table == "cursor" ? "INSERT OR REPLACE INTO " : "INSERT OR IGNORE INTO ";
    const std::string sql = verb + table + " (" + rescue.m_columns + ") VALUES (" + marks + ")";
    auto insert = Statement::prepare(rescued, sql.c_str());
    if (!insert) {
        return insert.error();
    }
    rescue.m_insert = std::move(*insert);
    return rescue;
}

TableRescue::TableRescue(Database& damaged, Database& rescued, std::string table)
    : m_damaged(&damaged), m_rescued(&rescued), m_table(std::move(table)) {
    m_report.name = m_table;
}

base::Result<void> TableRescue::readColumns() {
    auto list =
        Statement::prepare(*m_rescued, "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
    if (!list) {
        return list.error();
    }
    list->bindText(m_table);
    while (list->next()) {
        const std::string name = list->bytes(0);
        m_columns += (m_columns.empty() ? "" : ", ") + name;
        ++m_columnCount;
        m_isSingleKey = m_isSingleKey && list->number(2) <= 1;
        if (list->number(2) == 1) {
            m_key = name;
            m_byNumber = list->bytes(1) == "INTEGER";
        }
    }
    const auto failed = list->failed();
    return failed ? base::Result<void>(*failed) : base::Result<void>();
}

base::Result<RescuedTable> TableRescue::run(const base::CancelToken& cancel,
                                            const std::function<void(std::uint64_t)>& progress) {
    m_progress = progress;
    if (auto begun = m_rescued->run("BEGIN IMMEDIATE"); !begun) {
        return begun.error();
    }
    const auto outcome = m_byNumber ? rescueByNumber(cancel) : rescueByText(cancel);
    const auto ended = m_rescued->run("COMMIT");
    if (!outcome || !ended) {
        return outcome ? ended.error() : outcome.error();
    }
    return std::move(m_report);
}

base::Result<void> TableRescue::rescueByNumber(const base::CancelToken& cancel) {
    std::vector<Range> open{{}};
    for (std::size_t next = 0; next < open.size(); ++next) {
        if (cancel.isCancelled()) {
            return base::Error{base::ErrorCode::Cancelled, {}};
        }
        const Range range = open[next];
        if (auto done = rescueRange(range, open); !done) {
            return done;
        }
    }
    join(m_report.lost);
    return {};
}

base::Result<void> TableRescue::rescueRange(Range range, std::vector<Range>& open) {
    const auto up = walk(range, true);
    if (!up || up->broken.empty()) {
        return up ? base::Result<void>() : up.error();
    }
    // In a table whose key has more columns, other rows of the number that was reached may follow: they are
    // read from above, and what is there already is ignored.
    const std::int64_t own = m_isSingleKey ? 1 : 0;
    if (up->reached && *up->reached > range.last - own) {
        return {};
    }
    Range rest{up->reached ? *up->reached + own : range.first, range.last};
    const auto down = walk(rest, false);
    if (!down || down->broken.empty()) {
        return down ? base::Result<void>() : down.error();
    }
    if (down->reached && *down->reached - own < rest.first) {
        return {};  // everything around the broken place was read
    }
    rest.last = down->reached ? *down->reached - own : rest.last;
    const auto width = static_cast<std::uint64_t>(rest.last) - static_cast<std::uint64_t>(rest.first);
    if (width == 0 || open.size() + 2 > kMostRanges) {
        m_report.lost.push_back({rest.first, rest.last, up->broken});
        return {};
    }
    const std::int64_t middle = rest.first + static_cast<std::int64_t>(width / 2);
    open.push_back({rest.first, middle});
    open.push_back({middle + 1, rest.last});
    return {};
}

/// Small tables (settings, cursors): once from each end.
base::Result<void> TableRescue::rescueByText(const base::CancelToken& cancel) {
    for (const char* order : {"", " DESC"}) {
        auto rows = Statement::prepare(*m_damaged, select((" ORDER BY " + m_key + order).c_str()).c_str());
        const auto copied = rows ? copy(*rows) : Walk{{}, reasonOf(rows.error())};
        if (!copied || cancel.isCancelled()) {
            return copied ? base::Error{base::ErrorCode::Cancelled, {}} : copied.error();
        }
        if (copied->broken.empty()) {
            return {};
        }
        if (m_report.lost.empty()) {
            m_report.lost.push_back({0, 0, copied->broken});
        }
    }
    return {};
}

base::Result<TableRescue::Walk> TableRescue::walk(Range range, bool upwards) {
    const std::string rest =
        " WHERE " + m_key + " BETWEEN ? AND ? ORDER BY " + m_key + (upwards ? "" : " DESC");
    auto rows = Statement::prepare(*m_damaged, select(rest.c_str()).c_str());
    if (!rows) {
        return Walk{{}, reasonOf(rows.error())};
    }
    rows->bind(range.first).bind(range.last);
    return copy(*rows);
}

/// Columns first, the key behind them.
std::string TableRescue::select(const char* rest) const {
    return "SELECT " + m_columns + ", " + m_key + " FROM " + m_table + rest;
}

base::Result<TableRescue::Walk> TableRescue::copy(Statement& rows) {
    Walk walk;
    while (rows.next()) {
        if (auto kept = keep(rows); !kept) {
            return kept.error();
        }
        walk.reached = rows.number(m_columnCount);
    }
    const auto failed = rows.failed();
    if (failed && failed->code == base::ErrorCode::Cancelled) {
        return *failed;
    }
    walk.broken = failed ? reasonOf(*failed) : std::string();
    return walk;
}

base::Result<void> TableRescue::keep(const Statement& row) {
    for (int column = 0; column < m_columnCount; ++column) {
        m_insert->bindColumn(row, column);
    }
    const auto before = sqlite3_total_changes64(m_rescued->handle());
    const auto inserted = m_insert->run();
    // A value of a wrong kind for a key of numbers is the damaged session's fault.
    const bool unfit = !inserted && (sqlite3_errcode(m_rescued->handle()) & 0xFF) == SQLITE_MISMATCH;
    if (!inserted && !unfit) {
        return inserted;
    }
    const bool isNew = sqlite3_total_changes64(m_rescued->handle()) != before;
    m_report.rows += isNew ? 1 : 0;
    m_report.refused += !isNew && m_isSingleKey && m_byNumber ? 1 : 0;
    return ++m_uncommitted < kRowsBetweenCommits ? base::Result<void>() : commitNow();
}

base::Result<void> TableRescue::commitNow() {
    m_uncommitted = 0;
    m_progress(m_report.rows);
    return m_rescued->run("COMMIT; BEGIN IMMEDIATE");
}

}  // namespace mirrorscope::storage
