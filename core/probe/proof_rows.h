// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/probe/header_check.h"
#include "core/probe/proof.h"

namespace mirrorscope::probe {

/// What was sent, and what came of it: one run before it is judged.
struct Evidence {
    std::span<const SentProbe> sent;
    std::span<const Arrival> arrivals;
    std::span<const Match> matches;
    const HeaderReport& headers;
    bool isShare = false;   // only a share is mirrored: what did not come may not have been chosen
    bool hasBodies = true;  // false: copies come without bodies on purpose
};

/// Counts only: rows of the matrix in its order, and in `proof` the totals, warm-ups and lags.
std::vector<ProbeRow> countRows(const Evidence& evidence, Proof& proof);

}  // namespace mirrorscope::probe
