// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>

#include "core/base/cancel_token.h"
#include "core/storage/page_filter.h"
#include "core/storage/query_runner.h"
#include "core/traffic/chart_series.h"

namespace mirrorscope::storage {

/// The ids among which the requests of [from, until) are that the filter can keep, by the minutes of their
/// arrival; narrow()s the filter.
base::Result<PageFilter::Ids> idsToScan(QueryRunner& runner, PageFilter& filter, base::WallTime from,
                                        base::WallTime until, const base::CancelToken& cancel);

/// The newest stored one up to that id, 0 when there is none: gaps in the ids, which retention leaves and an
/// invented session may have of any size, cost nothing.
base::Result<traffic::RequestId> newestRequest(QueryRunner& runner, traffic::RequestId upTo,
                                               const base::CancelToken& cancel);

/// Ids of one read: some 20 ms where the values are in a table beside.
inline constexpr traffic::RequestId kScanIds = 20'000;

/// Reads rows of a range of ids, newest requests first, some ten thousand ids at a time. bindRange(statement,
/// over, upTo) binds what stands in front of the filter's values: the ids are over the first, up to the
/// second. `take` is called with each row. Reports progress at once and after each read; Cancelled.
template <typename BindRange, typename Take>
base::Result<void> scanRequests(QueryRunner& runner, const std::string& sql, const PageFilter& filter,
                                PageFilter::Ids ids, const base::CancelToken& cancel,
                                const traffic::OnChartProgress& progress, const BindRange& bindRange,
                                const Take& take) {
    const traffic::RequestId below = std::max<traffic::RequestId>(ids.first, 1) - 1;
    const traffic::RequestId all = std::max<traffic::RequestId>(ids.last - below, 0);
    // What an index finds is few and needs no parts.
    const traffic::RequestId step = filter.isRare() ? std::max<traffic::RequestId>(all, 1) : kScanIds;
    std::uint64_t found = 0;
    const auto report = [&](traffic::RequestId left) {
        if (progress) {
            progress({left, all, found});
        }
    };
    const auto read = [&](const Statement& row) {
        take(row);
        return '\0';
    };
    report(all);
    for (traffic::RequestId upTo = ids.last; upTo > below;) {
        const auto newest = newestRequest(runner, upTo, cancel);
        if (!newest) {
            return newest.error();
        }
        if (*newest <= below) {
            break;
        }
        const traffic::RequestId over = std::max(*newest - step, below);
        const auto bind = [&](Statement& statement) {
            bindRange(statement, over, *newest);
            filter.bind(statement);
        };
        const auto part = runner.gatherBound<char>(sql, bind, cancel, read, [](const auto&) { return true; });
        if (!part) {
            return part.error();
        }
        found += part->size();
        upTo = over;
        if (upTo > below) {
            report(upTo - below);
        }
    }
    report(0);
    return {};
}

}  // namespace mirrorscope::storage
