// SPDX-License-Identifier: Apache-2.0
#include "core/storage/request_scan.h"

namespace mirrorscope::storage {
namespace {

constexpr std::int64_t kMinute = 60'000'000;  // microseconds

}  // namespace

base::Result<PageFilter::Ids> idsToScan(QueryRunner& runner, PageFilter& filter, base::WallTime from,
                                        base::WallTime until, const base::CancelToken& cancel) {
    const auto looked = runner.cancellable(cancel, [&] { return filter.narrow(runner.database()); });
    if (!looked) {
        return looked.error();
    }
    auto ids = filter.idsOfTimes(runner.database());
    if (!ids) {
        return ids.error();
    }
    const auto minutes = runner.gather<PageFilter::Ids>(
        "SELECT ifnull(min(first), 1), ifnull(max(last), 0) FROM arrival_minute WHERE minute BETWEEN ? AND ?",
        {from.time_since_epoch().count() / kMinute, (until.time_since_epoch().count() - 1) / kMinute}, cancel,
        [](const Statement& row) { return PageFilter::Ids{row.number(0), row.number(1)}; });
    if (!minutes) {
        return minutes.error();
    }
    ids->first = std::max(ids->first, minutes->front().first);
    ids->last = std::min(ids->last, minutes->front().last);
    return ids;
}

base::Result<traffic::RequestId> newestRequest(QueryRunner& runner, traffic::RequestId upTo,
                                               const base::CancelToken& cancel) {
    const auto rows =
        runner.gather<traffic::RequestId>("SELECT ifnull(max(id), 0) FROM request WHERE id <= ?", {upTo},
                                          cancel, [](const Statement& row) { return row.number(0); });
    return rows ? base::Result<traffic::RequestId>(rows->front())
                : base::Result<traffic::RequestId>(rows.error());
}

}  // namespace mirrorscope::storage
