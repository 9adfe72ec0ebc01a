// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/api/chart_queries.h"
#include "core/api/header_queries.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/mark.h"
#include "core/traffic/request_order.h"
#include "core/traffic/rows.h"

namespace mirrorscope::api {

/// Questions about what a session holds. One owner and one thread at a time; ask from a reader thread, never
/// from the UI thread. A cancelled question ends within 100 ms with Cancelled.
class SessionQueries : public HeaderQueries, public ChartQueries {
public:
    virtual base::Result<std::vector<traffic::RequestRow>> requests(const traffic::PageQuery& query,
                                                                    const base::CancelToken& cancel) = 0;
    virtual base::Result<std::vector<traffic::AttackRow>> attacks(const traffic::PageQuery& query,
                                                                  const base::CancelToken& cancel) = 0;
    virtual base::Result<std::vector<traffic::HitRow>> hits(const traffic::PageQuery& query,
                                                            const base::CancelToken& cancel) = 0;
    /// Ids of the requests with a hit of that attack; `query.after` is a request id.
    virtual base::Result<std::vector<traffic::RequestId>> attackRequests(traffic::AttackId attack,
                                                                         const traffic::PageQuery& query,
                                                                         const base::CancelToken& cancel) = 0;
    /// The first requests of an order; `progress` is called on the asking thread.
    virtual base::Result<traffic::SortedRequests> sorted(const traffic::SortQuery& query,
                                                         const base::CancelToken& cancel,
                                                         const traffic::OnSortProgress& progress) = 0;
    /// Of each request the values of each header, as received; empty where there is none.
    virtual base::Result<std::vector<std::vector<std::string>>> headerValues(
        const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
        const base::CancelToken& cancel) = 0;
    /// How each request is marked; None also for what is not stored.
    virtual base::Result<std::vector<traffic::Mark>> marks(const std::vector<traffic::RequestId>& requests,
                                                           const base::CancelToken& cancel) = 0;
    /// The state of each attack as a whole, in their order; "new" also for what is not stored.
    virtual base::Result<std::vector<std::string>> triageOf(const std::vector<traffic::AttackId>& attacks,
                                                            const base::CancelToken& cancel) = 0;
    /// Another text after a decision was made, taken back or made again, by whom ever; empty: none is in
    /// force. Some milliseconds of ten thousand decisions.
    virtual base::Result<std::string> decisionsStamp() = 0;
    /// The hits that make up that attack, by request in the order of the page; `query.after` is a request id.
    virtual base::Result<std::vector<traffic::HitRow>> attackHits(traffic::AttackId attack,
                                                                  const traffic::PageQuery& query,
                                                                  const base::CancelToken& cancel) = 0;
    virtual base::Result<std::vector<traffic::Source>> sources(const base::CancelToken& cancel) = 0;
    virtual base::Result<traffic::RequestDetail> detail(traffic::RequestId id,
                                                        const base::CancelToken& cancel) = 0;
    /// Resolution 1, 10, 60 or 3600 seconds.
    virtual base::Result<std::vector<traffic::RollupRow>> rollup(int resolutionSeconds, base::WallTime from,
                                                                 base::WallTime until,
                                                                 const base::CancelToken& cancel) = 0;
    virtual base::Result<traffic::SessionProgress> progress() = 0;
    /// How often a regular expression of a filter gave up at a limit since the start: answers are partial.
    virtual std::uint64_t gaveUp() const { return 0; }
};

}  // namespace mirrorscope::api
