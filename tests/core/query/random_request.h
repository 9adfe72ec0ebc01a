// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>
#include <vector>

#include "core/traffic/analysis.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::test {

using Random = std::mt19937_64;

inline constexpr base::WallTime kRandomNow{std::chrono::seconds(1'800'000'000)};

std::size_t below(Random& random, std::size_t end);
bool chance(Random& random, int percent);
std::string randomWord(Random& random);

/// Facts of a request, its head and body: few values a field, so that filters fit, hostile bytes among them.
/// Times lie within three days before kRandomNow.
void fillRandomly(Random& random, traffic::MirroredRequest& request);
/// What followers would find out about it.
traffic::ContextBatch::Item randomContext(Random& random, traffic::RequestId id);
traffic::VerdictBatch::Item randomVerdict(Random& random, traffic::RequestId id);
/// Those that contexts name.
std::vector<traffic::Source> randomSources();

}  // namespace mirrorscope::test
