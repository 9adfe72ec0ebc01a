// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "core/probe/arrival.h"
#include "core/probe/probe_plan.h"
#include "core/probe/probe_sender.h"
#include "core/probe/probe_url.h"
#include "core/probe/proof_verdict.h"

namespace mirrorscope::probe {

struct RunOptions {
    ProbeUrl url;
    PlanOptions plan;
    /// Probes a second at most: an origin in production answers them beside its clients.
    double perSecond = 10;
    /// After the last one, for copies that are still missing: what comes later is lost.
    std::chrono::milliseconds wait{5000};
    /// After the last missing copy, for duplicates: retries come at once.
    std::chrono::milliseconds settle{300};
    /// Copies may be missing by right, so that only `wait` ends the run.
    bool isShare = false;
};

/// Of one kind of probe, warm-ups left out.
struct KindProgress {
    std::size_t sent = 0;
    std::size_t arrived = 0;  // at least once
    std::size_t duplicates = 0;
};

/// Where a run is.
struct RunProgress {
    std::size_t sent = 0;
    std::size_t all = 0;
    std::size_t arrived = 0;
    std::array<KindProgress, kProbeKinds> kinds{};
};
using OnRunProgress = std::function<void(const RunProgress&)>;

/// What the origin gets to see, to be said before anything is sent.
std::string originNotice(const RunOptions& options);

/// How a run ended.
struct RunOutcome {
    RunRecord record;
    std::string unreachable;  // not empty: the first probe found no connection, and why
};

/// Sends the plan through `sender` and gathers what `source` tells, on the calling thread. Cancelled, within
/// 100 ms; errors of the source. Failures of sending are evidence, not errors.
base::Result<RunOutcome> runProbes(const RunOptions& options, ProbeSender& sender, ArrivalSource& source,
                                   const base::Clock& clock, const base::CancelToken& cancel,
                                   const OnRunProgress& progress);

}  // namespace mirrorscope::probe
