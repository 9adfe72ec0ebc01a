// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <vector>

namespace mirrorscope::probe {

/// How many copies took how long: bins of equal width from 0 on. Plain value; some numbers, however many
/// copies there were.
struct LagHistogram {
    std::chrono::microseconds width{};  // of a bin; 0: no lag is known
    std::vector<std::size_t> counts{};  // copies in each bin, at most kMostLagBins
    std::size_t beyond = 0;             // copies later than the last bin
    bool operator==(const LagHistogram&) const = default;
};

/// As many as one tells apart in a chart as wide as a column of text.
inline constexpr std::size_t kMostLagBins = 24;

/// The width is 1, 2 or 5 times a power of ten, at least 0.1 ms, and the bins reach to the 99th percentile: a
/// few stragglers do not squeeze all others into one bar. The lags get sorted.
LagHistogram lagHistogram(std::vector<std::chrono::microseconds>& lags);

}  // namespace mirrorscope::probe
