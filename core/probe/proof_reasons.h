// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/probe/header_check.h"
#include "core/probe/proof.h"

namespace mirrorscope::probe {

/// Why a proof whose rows are judged does not pass, the worst first: what the rows have in common, and what
/// to change in that kind of proxy. Empty when nothing is wrong.
std::vector<Reason> reasonsOf(const Proof& proof, const HeaderReport& headers);

/// One sentence: "Failed: 56 of 420 probes were lost, all with bodies over 1 MiB". Needs the verdict.
std::string headlineOf(const Proof& proof);

/// The size that all lost probes exceed and no other one does, where loss goes by size; unset: it does not.
std::optional<std::uint64_t> lostAbove(const Proof& proof);
/// "1 MiB", "1 MiB - 1 B", "300 KB".
std::string sizeText(std::uint64_t bytes);

}  // namespace mirrorscope::probe
