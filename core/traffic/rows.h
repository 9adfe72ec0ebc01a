// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/traffic/attack.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"
#include "core/traffic/triage.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::traffic {

/// A line of the requests table: facts, context and verdict without head and body.
struct RequestRow {
    RequestId id = 0;
    base::WallTime time{};
    std::chrono::microseconds duration{};  // first byte to last
    std::string listener;
    std::string peer;
    std::uint16_t peerPort = 0;
    RequestForm form = RequestForm::Whole;
    std::string method;
    std::string target;
    std::string version;
    FlagSet flags;  // the listener's and the derived ones
    std::uint64_t headBytes = 0;
    std::uint64_t bodyBytes = 0;
    std::uint64_t bodyKept = 0;
    base::Sha256 bodyDigest{};
    std::string reason;
    std::optional<std::uint64_t> offset;
    /// Empty context (source 0) until attributed.
    RequestContext context;
    std::string sourceName;
    /// Pending until analysed; no hits here.
    RequestState state = RequestState::Pending;
    int score = 0;
    int threshold = 0;
    std::vector<AttackType> attackTypes;
};

/// A line of the hits table.
struct HitRow {
    std::int64_t id = 0;
    RequestId requestId = 0;
    AttackId attackId = 0;
    std::string engine;
    Hit hit;
};

/// A line of the attacks table.
struct AttackRow {
    Attack attack;
    std::string sourceName;
    SourceKind sourceKind = SourceKind::Unknown;
    std::string triage = "new";
};

/// Everything about one request.
struct RequestDetail {
    MirroredRequest request;
    RequestRow row;
    std::string engine;
    std::string ruleSet;
    std::string error;
    std::vector<HitRow> hits;
    UserMarks marks;
};

/// A filter as written (core/query/parser.h), and what its relative times and times without a zone count
/// from: the same for all pages of a table.
struct FilterText {
    std::string text;  // empty: everything
    base::WallTime now{};
    std::chrono::minutes zone{0};  // local time minus UTC
};

/// A page of a table, newest first or oldest first, by key (never OFFSET).
struct PageQuery {
    std::int64_t after = 0;  // ids beyond this one in the direction; 0: from the end it starts at
    bool newestFirst = true;
    std::size_t limit = 100;
    FilterText filter{};     // of requests; attacks and hits are chosen by theirs
    std::int64_t until = 0;  // of requests: ids up to this one in the direction; 0: to the end
};

/// Requests and attacks in one time bucket. `type` is unset for the count of all requests.
struct RollupRow {
    base::WallTime bucket{};
    SourceId source = 0;
    std::optional<AttackType> type;
    std::uint64_t requests = 0;
    std::uint64_t attackRequests = 0;  // only where type is unset
};

/// Requests of a listener that got 503 within one second and are not in the session.
struct RefusalRow {
    base::WallTime second{};
    std::string listener;
    std::uint64_t requests = 0;
};

/// Where the followers stand.
struct SessionProgress {
    RequestId lastRequest = 0;
    RequestId contextCursor = 0;
    RequestId verdictCursor = 0;
    std::uint64_t requests = 0;
    std::uint64_t attacks = 0;
    /// Judging anew: the last request that may still have an old verdict, 0 when none; attacks up to the
    /// floor are those of earlier rules. The place is verdictCursor.
    RequestId reanalysisUntil = 0;
    AttackId reanalysisFloor = 0;
    /// How far it was when it was cancelled; 0: it was not.
    RequestId reanalysisAt = 0;
    /// Only requests whose context changed since are judged.
    bool reanalysisOfChanged = false;
    /// Attributing anew: the last request that may still have an old context, 0 when none.
    RequestId readAnewUntil = 0;
};

}  // namespace mirrorscope::traffic
