// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/doctor/header_origin.h"
#include "core/doctor/hop_picture.h"
#include "core/doctor/request_difference.h"
#include "core/doctor/request_pairing.h"
#include "core/traffic/finding.h"
#include "core/traffic/finding_mute.h"
#include "core/traffic/header_presence.h"
#include "core/traffic/presence_baseline.h"
#include "core/traffic/rows.h"

namespace mirrorscope::api {

/// A request with what its head says about the way that it came.
struct RequestHeaders {
    traffic::RequestDetail detail;
    std::vector<doctor::Hop> hops;
    std::vector<doctor::HeaderOrigin> origins;  // a header line each, in their order
};
RequestHeaders headersOf(traffic::RequestDetail detail);

/// The way of one request, and what is wrong with it.
struct RequestForwarding {
    RequestHeaders headers;
    std::string clientReason;  // see core/doctor/attribution_reasons.h
    std::string sourceReason;
    std::vector<traffic::Finding> findings;     // open ones of its source that it shows by itself
    std::vector<traffic::FindingMute> mutes{};  // in force, of its source
};
/// Without findings.
RequestForwarding forwardingOf(traffic::RequestDetail detail);

/// Two requests side by side.
struct RequestComparison {
    RequestHeaders a;
    RequestHeaders b;
    std::vector<doctor::Difference> lines;  // what is the same, too
};
RequestComparison comparisonOf(traffic::RequestDetail a, traffic::RequestDetail b);

/// A request that shows a finding.
struct FindingEvidence {
    traffic::RequestRow row;
    std::vector<std::string> values;  // as received, of the header that the finding is about
    bool isThere = false;             // that header
};

/// Two sources of a session, and how far apart twins without a common id may come.
struct PairingQuestion {
    traffic::SourceId a = 0;
    traffic::SourceId b = 0;
    std::chrono::microseconds within{std::chrono::seconds(5)};
};

/// In how many pairs a part of the requests differs, or is in one of them alone.
struct FieldDifference {
    std::string what;  // as in doctor::Difference, spelled as it was last
    std::uint64_t pairs = 0;
    bool operator==(const FieldDifference&) const = default;
};
struct PairDifferences {
    std::vector<FieldDifference> fields;  // most pairs first
    std::uint64_t pairs = 0;              // compared; those that retention removed meanwhile are not
};

/// How far a long question is: `at` of `last`, in a unit of its own.
using OnProgress = std::function<void(std::int64_t at, std::int64_t last)>;

/// The part of SessionQueries about headers and the way of requests; what is said there holds here.
class HeaderQueries {
public:
    virtual ~HeaderQueries() = default;

    /// What the header doctor found, open and closed, the last seen first.
    virtual base::Result<std::vector<traffic::Finding>> findings(const base::CancelToken& cancel) = 0;
    /// What people muted, also what is over by now.
    virtual base::Result<std::vector<traffic::FindingMute>> findingMutes(const base::CancelToken& cancel) = 0;
    /// By source and name; the first of each source is the one without a name, which counts its requests.
    virtual base::Result<std::vector<traffic::HeaderPresence>> headerPresence(
        const base::CancelToken& cancel) = 0;
    /// What people called normal of headers, a source each.
    virtual base::Result<std::vector<traffic::SourceBaseline>> presenceBaselines(
        const base::CancelToken& cancel) = 0;
    /// RequestNotFound.
    virtual base::Result<RequestHeaders> requestHeaders(traffic::RequestId id,
                                                        const base::CancelToken& cancel) = 0;
    /// RequestNotFound.
    virtual base::Result<RequestForwarding> requestForwarding(traffic::RequestId id,
                                                              const base::CancelToken& cancel) = 0;
    /// The newest requests of the finding's source that show it by themselves, newest first; where only many
    /// requests together show it, its sample and the newest ones.
    virtual base::Result<std::vector<FindingEvidence>> findingEvidence(const traffic::Finding& finding,
                                                                       std::size_t limit,
                                                                       const base::CancelToken& cancel) = 0;
    /// RequestNotFound.
    virtual base::Result<RequestComparison> compareRequests(traffic::RequestId a, traffic::RequestId b,
                                                            const base::CancelToken& cancel) = 0;
    /// The requests that came through both sources. Reads the whole session; `progress` is called on the
    /// asking thread, in ids. SourceNotFound; InvalidArgument when both are the same source.
    virtual base::Result<doctor::Pairing> pairSources(const PairingQuestion& question,
                                                      const base::CancelToken& cancel,
                                                      const OnProgress& progress) = 0;
    /// What differs in these pairs. Reads every request; `progress` in pairs.
    virtual base::Result<PairDifferences> pairDifferences(const std::vector<doctor::RequestPair>& pairs,
                                                          const base::CancelToken& cancel,
                                                          const OnProgress& progress) = 0;
};

}  // namespace mirrorscope::api
