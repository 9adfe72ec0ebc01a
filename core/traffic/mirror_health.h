// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/traffic/finding.h"
#include "core/traffic/source.h"
#include "core/traffic/source_setting.h"

namespace mirrorscope::traffic {

/// Why a proof was not passed, and what to do about it. Texts of one who proves; may quote strangers.
struct ProofReason {
    std::string what;
    std::string todo;
};

/// What the newest proof of a source showed (docs/proof.md). Lost, twice and lag are of probes alone.
struct ProbeCounts {
    std::uint64_t sent = 0;
    std::uint64_t lost = 0;
    std::uint64_t twice = 0;
    std::chrono::microseconds p50{};  // from sending to arrival; all 0: none is known
    std::chrono::microseconds p95{};
    std::chrono::microseconds p99{};
    base::WallTime at{};        // when it ended
    std::uint64_t arrived = 0;  // at least once
    std::uint64_t late = 0;     // of these, later than the proof allowed
    std::string verdict{};      // "passed", "not-proven", "failed"; of a later version others
    std::string headline{};
    std::vector<ProofReason> reasons{};  // the worst first

    bool hasLag() const { return p99 > std::chrono::microseconds::zero(); }
};

/// Copies that came twice, told by the proxy's request id and the content: the mirror is configured twice, or
/// the proxy repeats.
struct DoubleCopies {
    std::uint64_t looked = 0;  // requests of the hour with an id of their own
    std::uint64_t twice = 0;   // of these, how many repeat one before
};

/// How well the mirror of a source does. What is unset is unknown, never 0.
struct MirrorHealth {
    Source source;
    SourceMode mode = SourceMode::Analyse;
    std::optional<SourceId> mergedInto;   // counted as that one
    double perSecond = 0;                 // over the last whole ten seconds
    std::vector<std::uint64_t> lastHour;  // requests a minute, 60 of them, the last one still counting
    /// Requests of its listener that got 503 in the last hour: who sent them was not read.
    std::uint64_t refused = 0;
    bool refusedIsShared = false;        // other sources send to that listener too
    std::optional<ProbeCounts> probes;   // unset: not probed
    std::optional<DoubleCopies> copies;  // unset: none of its requests has an id
    std::uint64_t openFindings = 0;
    std::optional<FindingSeverity> worst;  // of these
};

}  // namespace mirrorscope::traffic
