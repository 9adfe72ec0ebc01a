// SPDX-License-Identifier: Apache-2.0
#include "core/probe/lag_histogram.h"

#include <array>

#include "core/probe/matching.h"

namespace mirrorscope::probe {
namespace {

using std::chrono::microseconds;

microseconds widthFor(microseconds reach) {
    constexpr std::array<int, 3> kSteps{1, 2, 5};
    for (microseconds decade{100};; decade *= 10) {
        for (const int step : kSteps) {
            // The bins are half open: one that begins at `reach` is needed for it.
            if (reach / (decade * step) < static_cast<std::int64_t>(kMostLagBins)) {
                return decade * step;
            }
        }
    }
}

}  // namespace

LagHistogram lagHistogram(std::vector<microseconds>& lags) {
    LagHistogram out;
    if (lags.empty()) {
        return out;
    }
    const microseconds reach = percentile(lags, 99);
    out.width = widthFor(reach);
    out.counts.resize(static_cast<std::size_t>(reach / out.width) + 1);
    for (const microseconds lag : lags) {
        const auto bin = static_cast<std::size_t>(lag / out.width);
        ++(bin < out.counts.size() ? out.counts[bin] : out.beyond);
    }
    return out;
}

}  // namespace mirrorscope::probe
