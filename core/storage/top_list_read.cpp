// SPDX-License-Identifier: Apache-2.0
#include "core/storage/top_list_read.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "core/query/parser.h"
#include "core/storage/chart_series_read.h"
#include "core/storage/chart_sums.h"
#include "core/storage/request_scan.h"
#include "core/storage/rollup_filter.h"
#include "core/storage/row_decoding.h"
#include "core/storage/value_counts.h"
#include "core/traffic/top_value.h"

namespace mirrorscope::storage {
namespace {

using traffic::TopBy;
using traffic::TopList;
using traffic::TopOf;
using traffic::TopQuestion;

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

std::optional<traffic::TopDimension> keptDimension(TopBy by) {
    switch (by) {
        case TopBy::Client:
            return traffic::TopDimension::Client;
        case TopBy::Host:
            return traffic::TopDimension::Host;
        case TopBy::Path:
            return traffic::TopDimension::Path;
        case TopBy::Endpoint:
        case TopBy::Rule:
            break;
    }
    return std::nullopt;
}

/// Value, host, source, count and message of each row.
std::string columnsOf(const TopQuestion& question) {
    switch (question.by) {
        case TopBy::Client:
            return "ifnull(c.client, ''), ''";
        case TopBy::Host:
            return "ifnull(c.host, ''), ''";
        case TopBy::Path:
            return "filter_path(r.target), ''";
        case TopBy::Endpoint:
            return "filter_path(r.target), ifnull(c.host, '')";
        case TopBy::Rule:
            break;
    }
    return "ah.rule_id, ''";
}

/// The rows that are counted; binds ids (over, up to), then the span. Hits and attacks are few: reading
/// begins with them.
std::string rowsOf(const TopQuestion& question) {
    const bool isRule = question.by == TopBy::Rule;
    std::string sql = "SELECT " + columnsOf(question) + ", ifnull(c.source, 0), ";
    if (question.of == TopOf::Hits) {
        sql += (isRule ? "1, ah.message" : "ah.hits, ''");
        sql += isRule
                   ? " FROM (SELECT request, rule_id, message FROM hit WHERE request > ? AND request <= ?) ah"
                   : " FROM (SELECT request, count(*) AS hits FROM hit WHERE request > ? AND request <= ?"
                     " GROUP BY request) ah";
    } else if (isRule) {
        sql +=
            "1, ah.message FROM (SELECT request, rule_id, min(message) AS message FROM hit"
            " WHERE request > ? AND request <= ? GROUP BY request, rule_id) ah";
    } else if (question.of == TopOf::AttackRequests) {
        sql +=
            "1, '' FROM (SELECT request FROM verdict WHERE state = 'attack' AND request > ? AND request <= ?)"
            " ah";
    } else {
        sql += "1, '' FROM " + kRowTables + " WHERE r.id > ? AND r.id <= ?";
        return sql + " AND r.time >= ? AND r.time < ?";
    }
    sql += " CROSS JOIN " + kRowTables + " WHERE r.id = ah.request AND r.time >= ? AND r.time < ?";
    return sql + (question.of == TopOf::AttackRequests ? " AND v.state = 'attack'" : "");
}

base::Result<TopList> readRequests(QueryRunner& runner, const TopQuestion& question,
                                   const base::CancelToken& cancel,
                                   const traffic::OnChartProgress& progress) {
    auto filter = PageFilter::parse(question.filter);
    if (!filter) {
        return filter.error();
    }
    const auto ids = idsToScan(runner, *filter, question.grid.start, question.grid.end(), cancel);
    if (!ids) {
        return ids.error();
    }
    ValueCounts counts;
    const bool isRule = question.by == TopBy::Rule;
    const auto take = [&](const Statement& row) {
        const auto count = static_cast<std::uint64_t>(row.number(3));
        if (isRule) {
            counts.addRule(row.bytes(0), row.bytes(4), row.number(2), count);
        } else {
            counts.add(row.bytes(0), row.bytes(1), row.number(2), count);
        }
    };
    const auto bind = [&](Statement& statement, traffic::RequestId over, traffic::RequestId upTo) {
        statement.bind(over).bind(upTo);
        statement.bind(stamp(question.grid.start)).bind(stamp(question.grid.end()));
    };
    const auto scanned = scanRequests(runner, rowsOf(question) + filter->onRequests(), *filter, *ids, cancel,
                                      progress, bind, take);
    return scanned ? base::Result<TopList>(counts.top(question.limit))
                   : base::Result<TopList>(scanned.error());
}

/// Whole minutes that the span touches.
traffic::BucketGrid minutesOf(const TopQuestion& question, const RollupFilter& filter) {
    const auto from = std::max(question.grid.start, filter.from);
    const auto until = std::min(question.grid.end(), filter.until);
    using std::chrono::minutes;
    traffic::BucketGrid grid{std::chrono::floor<minutes>(from), minutes(1), 0};
    grid.count =
        until <= from
            ? 0
            : static_cast<std::size_t>((std::chrono::ceil<minutes>(until) - grid.start) / minutes(1));
    return grid;
}

/// How many requests roll-ups count in these minutes.
base::Result<std::uint64_t> requestsIn(QueryRunner& runner, const traffic::BucketGrid& minutes,
                                       const RollupFilter& filter, const base::CancelToken& cancel) {
    std::uint64_t sum = 0;
    for (const RollupPiece& piece : coverOf(minutes, minutes.start, minutes.end()).pieces) {
        const std::string sql = std::string("SELECT ifnull(sum(l.requests), 0) FROM ") + kRollupTables +
                                " WHERE l.type = ''" +
                                (filter.names.where.empty() ? "" : " AND " + filter.names.where);
        const auto bind = [&](Statement& statement) {
            statement.bind(piece.resolution).bind(stamp(piece.from) / 1'000'000);
            statement.bind(stamp(piece.until) / 1'000'000);
            bindAll(statement, filter.names.values);
        };
        const auto part = runner.gatherBound<std::int64_t>(
            sql, bind, cancel, [](const Statement& row) { return row.number(0); },
            [](const auto&) { return true; });
        if (!part) {
            return part.error();
        }
        sum += static_cast<std::uint64_t>(part->empty() ? 0 : std::max<std::int64_t>(part->front(), 0));
    }
    return sum;
}

base::Result<TopList> readKept(QueryRunner& runner, const TopQuestion& question,
                               traffic::TopDimension dimension, const RollupFilter& filter,
                               const base::CancelToken& cancel) {
    const traffic::BucketGrid minutes = minutesOf(question, filter);
    const std::string sql =
        "SELECT l.value, l.source, l.requests FROM (SELECT source, value, requests FROM top_value WHERE "
        "minute >= ?"
        " AND minute < ? AND dimension = ?) l LEFT JOIN source s ON s.id = l.source" +
        (filter.names.where.empty() ? "" : " WHERE " + filter.names.where);
    const auto bind = [&](Statement& statement) {
        statement.bind(stamp(minutes.start) / 60'000'000).bind(stamp(minutes.end()) / 60'000'000);
        statement.bindText(traffic::topDimensionName(dimension));
        bindAll(statement, filter.names.values);
    };
    ValueCounts counts;
    const auto take = [&](const Statement& row) {
        const auto count = static_cast<std::uint64_t>(std::max<std::int64_t>(row.number(2), 0));
        counts.add(row.bytes(0), {}, row.number(1), count);
        return '\0';
    };
    const auto read = runner.gatherBound<char>(sql, bind, cancel, take, [](const auto&) { return true; });
    const auto all = requestsIn(runner, minutes, filter, cancel);
    if (!read || !all) {
        return read ? all.error() : read.error();
    }
    TopList out = counts.top(question.limit);
    std::uint64_t listed = 0;
    for (const traffic::TopEntry& entry : out.entries) {
        listed += entry.count;
    }
    out.rest = *all - std::min(*all, listed);
    out.others.reset();
    out.approximate = true;
    out.from = traffic::CountedFrom::RollUps;
    return out;
}

}  // namespace

base::Result<TopList> readTopList(QueryRunner& runner, const TopQuestion& question,
                                  const base::CancelToken& cancel, const traffic::OnChartProgress& progress) {
    if (auto fits = mustBeGrid(question.grid); !fits) {
        return fits.error();
    }
    const auto dimension = keptDimension(question.by);
    const auto tree = query::parse(question.filter.text);
    const auto filter =
        tree ? rollupFilter(*tree, {question.filter.now, question.filter.zone}) : std::nullopt;
    if (!dimension || question.of != TopOf::Requests || !filter || filter->asksForListener) {
        return readRequests(runner, question, cancel, progress);
    }
    auto out = readKept(runner, question, *dimension, *filter, cancel);
    if (out && progress) {
        progress({0, 1, out->rest});
    }
    return out;
}

}  // namespace mirrorscope::storage
