// SPDX-License-Identifier: Apache-2.0
#include "core/storage/chart_series_read.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/query/parser.h"
#include "core/storage/chart_sums.h"
#include "core/storage/listening_times.h"
#include "core/storage/progress_read.h"
#include "core/storage/request_scan.h"
#include "core/storage/rollup_filter.h"
#include "core/storage/row_decoding.h"

namespace mirrorscope::storage {
namespace {

using traffic::BucketGrid;
using traffic::ChartQuestion;
using traffic::ChartSeries;

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

std::int64_t secondOf(base::WallTime time) {
    return std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// Of each request its bucket and what the sums need of it; binds the beginning and width of the grid and the
/// span, then ids.
const std::string kOfRequests =
    "SELECT (r.time - ?) / ?, ifnull(c.source, 0), ifnull(v.state, '') = 'attack', v.types FROM " +
    kRowTables + " WHERE r.time >= ? AND r.time < ?";

class SeriesReader {
public:
    SeriesReader(QueryRunner& runner, const ChartQuestion& question, const base::CancelToken& cancel)
        : m_runner(runner), m_question(question), m_cancel(cancel), m_sums(question.grid.count) {}

    base::Result<ChartSeries> read(const traffic::OnChartProgress& progress);

private:
    base::Result<void> addRollups(const RollupFilter& filter);
    base::Result<void> addPiece(const RollupPiece& piece, const RollupFilter& filter);
    base::Result<void> addFraction(base::WallTime from, base::WallTime until, const SqlFilter& names);
    base::Result<void> addRequests(const traffic::OnChartProgress& progress);
    base::Result<void> addRefusals(ChartSeries& out);
    base::Result<void> addState(ChartSeries& out);
    void bindGrid(Statement& statement, base::WallTime from, base::WallTime until) const {
        const BucketGrid& grid = m_question.grid;
        statement.bind(stamp(grid.start)).bind(std::chrono::microseconds(grid.width).count());
        statement.bind(stamp(from)).bind(stamp(until));
    }
    void addRequest(const Statement& row) {
        const auto bucket = static_cast<std::size_t>(row.number(0));
        m_sums.add(bucket, row.number(1), 1, row.number(2));
        m_sums.addTypes(bucket, row.bytes(3));
    }

    QueryRunner& m_runner;
    const ChartQuestion& m_question;
    const base::CancelToken& m_cancel;
    ChartSums m_sums;
};

base::Result<ChartSeries> SeriesReader::read(const traffic::OnChartProgress& progress) {
    const auto tree = query::parse(m_question.filter.text);
    const auto rollups =
        tree ? rollupFilter(*tree, {m_question.filter.now, m_question.filter.zone}) : std::nullopt;
    // A filter that cannot be read is told by the scan.
    const auto added = rollups ? addRollups(*rollups) : addRequests(progress);
    if (!added) {
        return added.error();
    }
    ChartSeries out;
    out.grid = m_question.grid;
    out.from = rollups ? traffic::CountedFrom::RollUps : traffic::CountedFrom::Requests;
    m_sums.moveInto(out);
    if (rollups && progress) {
        progress({0, 1, out.requests()});
    }
    if (auto refusals = addRefusals(out); !refusals) {
        return refusals.error();
    }
    const auto state = addState(out);
    return state ? base::Result<ChartSeries>(std::move(out)) : base::Result<ChartSeries>(state.error());
}

base::Result<void> SeriesReader::addRollups(const RollupFilter& filter) {
    const RollupCover cover = coverOf(m_question.grid, filter.from, filter.until);
    for (const RollupPiece& piece : cover.pieces) {
        if (auto added = addPiece(piece, filter); !added) {
            return added;
        }
    }
    for (const auto& [from, until] : cover.fractions) {
        if (auto added = addFraction(from, until, filter.names); !added) {
            return added;
        }
    }
    return {};
}

base::Result<void> SeriesReader::addPiece(const RollupPiece& piece, const RollupFilter& filter) {
    const std::string sql =
        std::string("SELECT (l.bucket - ?) / ?, l.source, l.type, l.requests, l.attack_requests FROM ") +
        kRollupTables + (filter.names.where.empty() ? "" : " WHERE " + filter.names.where);
    const auto bind = [&](Statement& statement) {
        statement.bind(secondOf(m_question.grid.start)).bind(m_question.grid.width.count());
        statement.bind(piece.resolution).bind(secondOf(piece.from)).bind(secondOf(piece.until));
        bindAll(statement, filter.names.values);
    };
    const auto add = [&](const Statement& row) {
        const auto bucket = static_cast<std::size_t>(row.number(0));
        const std::string type = row.bytes(2);
        if (type.empty()) {
            m_sums.add(bucket, row.number(1), row.number(3), row.number(4));
        } else {
            m_sums.addType(bucket, type, row.number(3));
        }
        return '\0';
    };
    const auto done = m_runner.gatherBound<char>(sql, bind, m_cancel, add, [](const auto&) { return true; });
    return done ? base::Result<void>() : base::Result<void>(done.error());
}

/// Roll-ups count what was attributed, so this does, too. Less than a second, which the index of times finds:
/// not the whole filter, whose bounds of ids would be taken instead.
base::Result<void> SeriesReader::addFraction(base::WallTime from, base::WallTime until,
                                             const SqlFilter& names) {
    const std::string sql =
        kOfRequests + " AND c.request IS NOT NULL" + (names.where.empty() ? "" : " AND " + names.where);
    const auto bind = [&](Statement& statement) {
        bindGrid(statement, from, until);
        bindAll(statement, names.values);
    };
    const auto add = [&](const Statement& row) {
        addRequest(row);
        return '\0';
    };
    const auto done = m_runner.gatherBound<char>(sql, bind, m_cancel, add, [](const auto&) { return true; });
    return done ? base::Result<void>() : base::Result<void>(done.error());
}

base::Result<void> SeriesReader::addRequests(const traffic::OnChartProgress& progress) {
    auto filter = PageFilter::parse(m_question.filter);
    if (!filter) {
        return filter.error();
    }
    const BucketGrid& grid = m_question.grid;
    const auto ids = idsToScan(m_runner, *filter, grid.start, grid.end(), m_cancel);
    if (!ids) {
        return ids.error();
    }
    const std::string sql = kOfRequests + " AND r.id > ? AND r.id <= ?" + filter->onRequests();
    return scanRequests(
        m_runner, sql, *filter, *ids, m_cancel, progress,
        [&](Statement& statement, traffic::RequestId over, traffic::RequestId upTo) {
            bindGrid(statement, grid.start, grid.end());
            statement.bind(over).bind(upTo);
        },
        [&](const Statement& row) { addRequest(row); });
}

base::Result<void> SeriesReader::addRefusals(ChartSeries& out) {
    struct Row {
        std::size_t bucket = 0;
        std::string listener;
        std::uint64_t requests = 0;
    };
    const std::int64_t first = secondOf(out.grid.start);
    const auto rows = m_runner.gather<Row>(
        "SELECT (second - ?) / ?, listener, sum(requests) FROM refusal WHERE second >= ? AND second < ?"
        " GROUP BY 1, 2 ORDER BY 2",
        {first, out.grid.width.count(), first, secondOf(out.grid.end())}, m_cancel, [](const Statement& row) {
            return Row{static_cast<std::size_t>(row.number(0)), row.bytes(1),
                       static_cast<std::uint64_t>(row.number(2))};
        });
    if (!rows) {
        return rows.error();
    }
    for (const Row& row : *rows) {
        if (out.refused.empty() || out.refused.back().listener != row.listener) {
            out.refused.push_back({row.listener, std::vector<std::uint64_t>(out.grid.count)});
        }
        out.refused.back().requests[row.bucket] += row.requests;
    }
    return {};
}

base::Result<void> SeriesReader::addState(ChartSeries& out) {
    const auto listening = readListeningTimes(m_runner, m_cancel);
    const auto reached = readProgress(m_runner);
    const auto removed = readRemovedUntil(m_runner, out.grid.start);
    if (!listening || !reached || !removed) {
        return !listening ? listening.error() : !reached ? reached.error() : removed.error();
    }
    out.listeningKnownFrom = listening->knownFrom;
    out.gaps.resize(out.grid.count);
    for (std::size_t bucket = 0; bucket < out.grid.count; ++bucket) {
        // Where the clock was set back, requests came at times at which nobody had listened before.
        const bool isEmpty =
            std::ranges::all_of(out.sources, [bucket](const auto& one) { return one.requests[bucket] == 0; });
        out.gaps[bucket] = isEmpty && listening->isGap(out.grid.timeOf(bucket), out.grid.timeOf(bucket + 1));
    }
    out.counting = out.grid.bucketOf(m_question.filter.now);
    out.unattributed =
        static_cast<std::uint64_t>(std::max<std::int64_t>(reached->lastRequest - reached->contextCursor, 0));
    out.unjudged =
        static_cast<std::uint64_t>(std::max<std::int64_t>(reached->lastRequest - reached->verdictCursor, 0));
    out.removedUntil = *removed;
    return {};
}

}  // namespace

base::Result<void> mustBeGrid(const BucketGrid& grid) {
    const bool isWhole = stamp(grid.start) % 1'000'000 == 0;
    if (!isWhole || grid.width < std::chrono::seconds(1) || grid.count > traffic::kMostBuckets) {
        return base::Error{
            base::ErrorCode::InvalidArgument,
            {"buckets", std::to_string(grid.count) + " of " + std::to_string(grid.width.count()) + " s",
             "at most " + std::to_string(traffic::kMostBuckets) + " of whole seconds"}};
    }
    return {};
}

base::Result<std::optional<base::WallTime>> readRemovedUntil(QueryRunner& runner, base::WallTime from) {
    // The newest removed one came in one of these minutes; where the clock jumped, in the last of them.
    const auto until = runner.database().number(
        "SELECT ifnull(max(minute) + 1, 0) * 60000000 FROM arrival_minute, (SELECT CAST(value AS INTEGER) AS "
        "id"
        " FROM meta WHERE key = 'removed.newest') WHERE id BETWEEN first AND last");
    if (!until) {
        return until.error();
    }
    const base::WallTime time{std::chrono::microseconds(*until)};
    return *until != 0 && time > from ? std::optional(time) : std::nullopt;
}

base::Result<ChartSeries> readChartSeries(QueryRunner& runner, const ChartQuestion& question,
                                          const base::CancelToken& cancel,
                                          const traffic::OnChartProgress& progress) {
    if (auto fits = mustBeGrid(question.grid); !fits) {
        return fits.error();
    }
    return SeriesReader(runner, question, cancel).read(progress);
}

}  // namespace mirrorscope::storage
