// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/probe/probe_kind.h"
#include "core/probe/probe_tag.h"

namespace mirrorscope::probe {

struct PlanOptions {
    std::string run;               // see newRun()
    std::size_t count = 10;        // of each kind
    std::vector<ProbeKind> kinds;  // empty: all
    std::size_t warmUps = 6;       // short GETs ahead, each on a connection of its own
};

/// One request that is going to be sent.
struct PlannedProbe {
    ProbeTag tag;
    ProbeKind kind = ProbeKind::Get;
    /// The first on a connection of its own; counted apart from the matrix.
    bool isWarmUp = false;
};

/// Warm-ups, then `count` rounds with one of each kind. The order within a round is drawn by the run: a proxy
/// that counts (every fourth request is mirrored) would else pick the same kinds in every round. The number
/// of a tag is the index in the plan. The same for the same options.
std::vector<PlannedProbe> planProbes(const PlanOptions& options);

}  // namespace mirrorscope::probe
