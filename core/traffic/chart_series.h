// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/traffic/attack_type.h"
#include "core/traffic/bucket_grid.h"
#include "core/traffic/rows.h"

namespace mirrorscope::traffic {

/// Which requests a chart is about: those of the grid's time that the filter keeps.
struct ChartQuestion {
    BucketGrid grid;
    FilterText filter{};  // its `now` also says which bucket is still counting
};

/// How far a question is that reads requests: `left` ids of `all` are still to be read. Answers from roll-ups
/// report once, at their end.
struct ChartProgress {
    std::int64_t left = 0;
    std::int64_t all = 0;
    std::uint64_t found = 0;  // requests that fit so far
};
/// Called on the reader's thread, at once and then between two reads of at most about 100 ms.
using OnChartProgress = std::function<void(const ChartProgress&)>;

/// Where numbers come from.
enum class CountedFrom : std::uint8_t {
    RollUps,   // every request that was attributed, also those that retention removed since
    Requests,  // what is stored: exact, without what was removed
};

/// Vectors have one value a bucket.
struct SourceCounts {
    SourceId source = 0;  // 0: stored, but not attributed yet; only where counted from requests
    std::vector<std::uint64_t> requests;
    std::vector<std::uint64_t> attackRequests;  // requests in state attack
};
struct TypeCounts {
    AttackType type = AttackType::Other;
    std::vector<std::uint64_t> requests;  // with an attack of that type; one with two types is in both
};
struct ListenerRefusals {
    std::string listener;
    std::vector<std::uint64_t> requests;  // got 503, are not in the session; a filter does not choose them
};

/// What the charts over time show. Sources, types and listeners without a count in the grid are left out.
struct ChartSeries {
    BucketGrid grid;
    std::vector<SourceCounts> sources;      // by id
    std::vector<TypeCounts> types;          // most requests first
    std::vector<ListenerRefusals> refused;  // by name
    /// true: nobody listened for the whole bucket, which is not zero. What came before `listeningKnownFrom`
    /// is never said to be a gap; unset: nothing is known.
    std::vector<bool> gaps;
    std::optional<base::WallTime> listeningKnownFrom;
    std::optional<std::size_t> counting;  // the bucket that is not over yet, when it is in the grid
    CountedFrom from = CountedFrom::RollUps;
    /// Stored requests whose source, or whose verdict, is not known yet: of these numbers the first may lack
    /// the ones, attacks the others.
    std::uint64_t unattributed = 0;
    std::uint64_t unjudged = 0;
    /// Retention removed requests that came up to then: numbers counted from requests lack them. Unset: none,
    /// or none of the grid.
    std::optional<base::WallTime> removedUntil;

    std::uint64_t requests() const;        // of all sources and buckets
    std::uint64_t attackRequests() const;  // likewise
    std::uint64_t refusals() const;
};

}  // namespace mirrorscope::traffic
