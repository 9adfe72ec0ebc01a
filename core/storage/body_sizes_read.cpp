// SPDX-License-Identifier: Apache-2.0
#include "core/storage/body_sizes_read.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/storage/chart_series_read.h"
#include "core/storage/request_scan.h"
#include "core/storage/row_decoding.h"

namespace mirrorscope::storage {
namespace {

std::int64_t stamp(base::WallTime time) {
    return time.time_since_epoch().count();
}

/// Only what is a request: evidence of noise has no body.
const std::string kSizes = "SELECT ifnull(c.source, 0), r.declared_length, r.body_bytes, r.body_kept FROM " +
                           kRowTables +
                           " WHERE r.time >= ? AND r.time < ? AND r.id > ? AND r.id <= ? AND r.form <= " +
                           std::to_string(static_cast<int>(traffic::RequestForm::Incomplete));

void add(traffic::SourceBodies& bodies, std::optional<std::uint64_t> declared, std::uint64_t received,
         std::uint64_t kept) {
    const std::uint64_t size = declared.value_or(received);
    traffic::BodyBin& bin = bodies.bins[traffic::bodyBinOf(size)];
    ++bodies.requests;
    ++bin.requests;
    bodies.largest = std::max(bodies.largest, size);
    if (size > received) {
        ++(received == 0 ? bin.absent : bin.cut);
    } else if (kept < received) {
        ++bin.stored;
        bodies.keptLimit = std::max(bodies.keptLimit, kept);
    } else {
        bodies.largestWhole = std::max(bodies.largestWhole, size);
    }
}

}  // namespace

base::Result<traffic::BodySizes> readBodySizes(QueryRunner& runner, const traffic::ChartQuestion& question,
                                               const base::CancelToken& cancel,
                                               const traffic::OnChartProgress& progress) {
    if (auto fits = mustBeGrid(question.grid); !fits) {
        return fits.error();
    }
    auto filter = PageFilter::parse(question.filter);
    if (!filter) {
        return filter.error();
    }
    const traffic::BucketGrid& grid = question.grid;
    const auto ids = idsToScan(runner, *filter, grid.start, grid.end(), cancel);
    const auto removed = readRemovedUntil(runner, grid.start);
    if (!ids || !removed) {
        return ids ? removed.error() : ids.error();
    }
    std::map<traffic::SourceId, traffic::SourceBodies> sources;
    const auto bind = [&](Statement& statement, traffic::RequestId over, traffic::RequestId upTo) {
        statement.bind(stamp(grid.start)).bind(stamp(grid.end())).bind(over).bind(upTo);
    };
    const auto take = [&](const Statement& row) {
        traffic::SourceBodies& bodies = sources[row.number(0)];
        const auto declared = row.knownNumber(1);
        add(bodies, declared ? std::optional(static_cast<std::uint64_t>(*declared)) : std::nullopt,
            static_cast<std::uint64_t>(row.number(2)), static_cast<std::uint64_t>(row.number(3)));
    };
    const auto scanned =
        scanRequests(runner, kSizes + filter->onRequests(), *filter, *ids, cancel, progress, bind, take);
    if (!scanned) {
        return scanned.error();
    }
    traffic::BodySizes out;
    out.removedUntil = *removed;
    for (auto& [source, bodies] : sources) {
        bodies.source = source;
        out.sources.push_back(std::move(bodies));
    }
    return out;
}

}  // namespace mirrorscope::storage
