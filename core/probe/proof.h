// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/probe/lag_histogram.h"
#include "core/probe/matching.h"
#include "core/probe/probe_kind.h"
#include "core/probe/share_law.h"
#include "core/traffic/source.h"

namespace mirrorscope::probe {

/// The worse, the later. Not proven: nothing is known to be wrong, and something could not be shown.
enum class Verdict : std::uint8_t { Passed, NotProven, Failed };
std::string_view verdictName(Verdict verdict);  // "not-proven"

enum class HeaderState : std::uint8_t { Right, Wrong, Missing };
std::string_view headerStateName(HeaderState state);

/// Why something is not passed, and what to do about it. Plain English, may hold bytes of strangers: show it
/// by base::shownText.
struct Reason {
    Verdict verdict = Verdict::Failed;
    std::string code;  // "BODIES_LOST"
    std::string what;
    std::string todo;
    std::string patch{};  // a line for that proxy's configuration; empty: there is none that fits as it is
    bool operator==(const Reason&) const = default;
};

struct LagFigures {
    std::size_t count = 0;
    std::chrono::microseconds p50{}, p95{}, p99{};
    bool operator==(const LagFigures&) const = default;
};

/// What became of probes. sent = arrived + lost + refused + unanswered + notChosen + notSent; duplicates and
/// late ones are beside it.
struct ProbeCounts {
    std::size_t sent = 0;
    std::size_t arrived = 0;     // at least once
    std::size_t lost = 0;        // the client was answered, no copy came
    std::size_t duplicates = 0;  // copies beyond the first
    std::size_t late = 0;
    std::size_t refused = 0;     // answered by the proxy itself, no copy is owed
    std::size_t unanswered = 0;  // neither answer nor copy
    std::size_t notChosen = 0;   // no copy, where only a share is mirrored
    std::size_t notSent = 0;     // no connection
    bool operator==(const ProbeCounts&) const = default;
};

/// A line of the probe matrix.
struct ProbeRow {
    ProbeKind kind = ProbeKind::Get;
    ProbeCounts counts;
    BodyState body = BodyState::None;  // the worst of those that arrived
    std::uint64_t bodyBytes = 0;       // of that one
    std::size_t bodiesWrong = 0;
    std::size_t headersWrong = 0;  // names that are missing or wrong in at least one copy
    LagFigures lag;
    int refusal = 0;  // the status of the last one refused
    Verdict verdict = Verdict::Passed;
    std::string word;  // "Passed", "Arrived", "Lost", "Cut" …
    std::string reason;
    bool operator==(const ProbeRow&) const = default;
};

/// One header of the contract over all copies.
struct HeaderResult {
    std::string name;
    HeaderState state = HeaderState::Right;
    std::size_t missing = 0;  // copies
    std::size_t wrong = 0;
    std::string shown;  // what came, or what is wrong with it; bytes of strangers
    bool operator==(const HeaderResult&) const = default;
};

/// The result of one run: everything that a report, a window or a later look needs. Plain value.
struct Proof {
    std::string via;
    std::string run;
    base::WallTime begun{};
    base::WallTime ended{};
    std::size_t count = 0;    // of each kind
    double percentage = 100;  // that should be mirrored
    ShareLaw law = ShareLaw::Draws;
    double maxLoss = 0;  // percent
    std::chrono::milliseconds lateAfter{};

    traffic::SourceId source = 0;  // that most copies came from; 0: not known
    /// As its copies say, else as was told before.
    traffic::SourceKind kind = traffic::SourceKind::Unknown;

    Verdict verdict = Verdict::NotProven;
    std::string headline;
    std::vector<Reason> reasons;  // the worst first
    ProbeCounts totals;           // of the matrix
    ExpectedCount expected;       // arrivals, by the law
    ProbeCounts warmUp;           // first requests of connections of their own, not in the totals
    LagFigures lag;               // of all in the matrix
    LagHistogram lags;            // the same ones; none in results of earlier versions
    LagFigures cold;              // first of their connection, warm-ups too
    LagFigures steady;            // all later ones
    std::size_t clockJumps = 0;   // copies without a lag
    std::vector<ProbeRow> rows;
    std::vector<HeaderResult> headers;  // empty: nobody said which are promised
    bool operator==(const Proof&) const = default;
};

}  // namespace mirrorscope::probe
