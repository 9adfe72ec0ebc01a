// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/analysis.h"
#include "core/traffic/finding_mute.h"
#include "core/traffic/mark.h"
#include "core/traffic/presence_baseline.h"
#include "core/traffic/request_order.h"
#include "core/traffic/rows.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::storage {

using traffic::PageQuery;
using traffic::RollupRow;
using traffic::SessionProgress;

class QueryRunner;

/// A read-only connection to a session, beside a writer or without one. One owner, one thread at a time.
/// Every query ends early with Cancelled when its token is cancelled. Pages honour the filter of their query;
/// one that cannot be read is InvalidArgument.
class SessionReader {
public:
    static base::Result<std::unique_ptr<SessionReader>> open(const std::filesystem::path& session);
    ~SessionReader();

    base::Result<std::vector<traffic::RequestRow>> requests(const PageQuery& query,
                                                            const base::CancelToken& cancel = {});
    base::Result<std::vector<traffic::AttackRow>> attacks(const PageQuery& query,
                                                          const base::CancelToken& cancel = {});
    /// The attacks of each request over `after` up to `last`, by request.
    base::Result<std::vector<std::pair<traffic::RequestId, traffic::AttackRow>>> attacksOf(
        traffic::RequestId after, traffic::RequestId last, const base::CancelToken& cancel = {});
    base::Result<std::vector<traffic::HitRow>> hits(const PageQuery& query,
                                                    const base::CancelToken& cancel = {});
    /// Ids of the requests with a hit of that attack; `query.after` is a request id.
    base::Result<std::vector<traffic::RequestId>> attackRequests(traffic::AttackId attack,
                                                                 const PageQuery& query,
                                                                 const base::CancelToken& cancel = {});
    /// The first requests of an order, with progress.
    base::Result<traffic::SortedRequests> sorted(const traffic::SortQuery& query,
                                                 const base::CancelToken& cancel = {},
                                                 const traffic::OnSortProgress& progress = {});
    /// Of each request the values of each header, as received; empty where there is none.
    base::Result<std::vector<std::vector<std::string>>> headerValues(
        const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
        const base::CancelToken& cancel = {});
    /// The state of each attack as a whole, in their order; "new" also for what is not stored.
    base::Result<std::vector<std::string>> triageOf(const std::vector<traffic::AttackId>& attacks,
                                                    const base::CancelToken& cancel = {});
    /// Another text after a decision was made, taken back or made again; empty: none is in force.
    base::Result<std::string> decisionsStamp();
    /// How each request is marked; None also for what is not stored.
    base::Result<std::vector<traffic::Mark>> marks(const std::vector<traffic::RequestId>& requests,
                                                   const base::CancelToken& cancel = {});
    /// The hits that make up that attack, by request in the order of the page; `query.after` is a request id.
    base::Result<std::vector<traffic::HitRow>> attackHits(traffic::AttackId attack, const PageQuery& query,
                                                          const base::CancelToken& cancel = {});
    base::Result<std::vector<traffic::Source>> sources(const base::CancelToken& cancel = {});
    /// What users say of sources; of those without a word there is no row.
    base::Result<std::vector<traffic::SourceSetting>> sourceSettings(const base::CancelToken& cancel = {});
    /// 0 when none of its requests is stored.
    base::Result<traffic::RequestId> newestRequestOf(traffic::SourceId source);
    /// Another number whenever what is said changed.
    base::Result<std::int64_t> sourceSettingsRevision();
    /// Requests in that range of ids whose context changed after they were judged, ascending.
    base::Result<std::vector<traffic::RequestId>> staleVerdicts(traffic::RequestId first,
                                                                traffic::RequestId last);
    base::Result<std::uint64_t> staleVerdictCount();
    /// How many requests know their client how well; reads all of them.
    base::Result<std::map<traffic::ClientTrust, std::uint64_t>> clientTrusts(
        const base::CancelToken& cancel = {});
    /// Open and closed ones, the last seen first.
    base::Result<std::vector<traffic::Finding>> findings(const base::CancelToken& cancel = {});
    /// What people muted, also what is over.
    base::Result<std::vector<traffic::FindingMute>> findingMutes();
    /// What people called normal of headers.
    base::Result<std::vector<traffic::SourceBaseline>> presenceBaselines();
    /// By source and name; the first of each source is the one without a name.
    base::Result<std::vector<traffic::HeaderPresence>> headerPresence(const base::CancelToken& cancel = {});
    base::Result<traffic::RequestDetail> detail(traffic::RequestId id, const base::CancelToken& cancel = {});
    /// From roll-ups: buckets of 1, 10, 60 or 3600 seconds that begin in [from, until).
    base::Result<std::vector<RollupRow>> rollup(int resolutionSeconds, base::WallTime from,
                                                base::WallTime until, const base::CancelToken& cancel = {});
    /// Ascending; seconds from `from` on and before `until`.
    base::Result<std::vector<traffic::RefusalRow>> refusals(base::WallTime from, base::WallTime until,
                                                            const base::CancelToken& cancel = {});
    /// The most frequent values, most first; counts are lower bounds. Source is that of the question.
    base::Result<std::vector<traffic::TopValue>> topValues(const traffic::TopQuery& query,
                                                           const base::CancelToken& cancel = {});
    base::Result<SessionProgress> progress();
    /// 0 when there is none.
    base::Result<traffic::RequestId> oldestRequest();
    /// How many verdicts of each state there are; reads all of them.
    base::Result<std::map<traffic::RequestState, std::uint64_t>> states(const base::CancelToken& cancel = {});
    /// How often a regular expression of a filter gave up at a limit since the start: answers are partial.
    std::uint64_t gaveUp() const;

    /// For followers: whole requests with ids over `after`, ascending, with contexts where there are some; at
    /// most `limit` rows and `bytes` of weight (at least one row).
    base::Result<std::vector<traffic::StoredRequest>> follow(traffic::RequestId after, std::size_t limit,
                                                             std::size_t bytes);
    /// The kept bytes of a body that is stored in parts; empty when it is in its row.
    base::Result<std::string> bodyInParts(traffic::RequestId id, const base::CancelToken& cancel = {});
    /// For the analyst's start: attacks with ids over `above` last seen at or after `since`, and the highest
    /// attack id ever given.
    base::Result<std::vector<traffic::Attack>> openAttacks(base::WallTime since, traffic::AttackId above = 0);
    base::Result<traffic::AttackId> lastAttackId();

private:
    friend class ChartReader;
    class Impl;
    QueryRunner& runner();
    explicit SessionReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
