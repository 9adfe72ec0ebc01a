// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/chart_series.h"

#include <numeric>

namespace mirrorscope::traffic {
namespace {

template <typename Series>
std::uint64_t sumOf(const std::vector<Series>& all, std::vector<std::uint64_t> Series::* values) {
    std::uint64_t sum = 0;
    for (const Series& one : all) {
        sum = std::accumulate((one.*values).begin(), (one.*values).end(), sum);
    }
    return sum;
}

}  // namespace

std::uint64_t ChartSeries::requests() const {
    return sumOf(sources, &SourceCounts::requests);
}

std::uint64_t ChartSeries::attackRequests() const {
    return sumOf(sources, &SourceCounts::attackRequests);
}

std::uint64_t ChartSeries::refusals() const {
    return sumOf(refused, &ListenerRefusals::requests);
}

}  // namespace mirrorscope::traffic
