// SPDX-License-Identifier: Apache-2.0
#include "core/report/rate_series.h"

#include <algorithm>
#include <numeric>

namespace mirrorscope::report {
namespace {

constexpr std::size_t kMostSeries = 7;  // more colours cannot be told apart

std::vector<std::uint64_t> summed(std::size_t count, const auto& parts, auto values) {
    std::vector<std::uint64_t> out(count);
    for (const auto& part : parts) {
        const std::vector<std::uint64_t>& one = values(part);
        for (std::size_t i = 0; i < std::min(count, one.size()); ++i) {
            out[i] += one[i];
        }
    }
    return out;
}

}  // namespace

std::vector<RateSeries> rateSeries(const traffic::ChartSeries& series) {
    std::vector<const traffic::SourceCounts*> known;
    std::vector<const traffic::SourceCounts*> others;
    for (const traffic::SourceCounts& one : series.sources) {
        (one.source == 0 ? others : known).push_back(&one);
    }
    const auto total = [](const traffic::SourceCounts* one) {
        return std::accumulate(one->requests.begin(), one->requests.end(), std::uint64_t{0});
    };
    std::ranges::stable_sort(known, std::greater(), total);
    if (known.size() > kMostSeries) {
        others.insert(others.end(), known.begin() + kMostSeries, known.end());
        known.resize(kMostSeries);
    }
    std::ranges::sort(known, {}, &traffic::SourceCounts::source);
    std::vector<RateSeries> out;
    for (const traffic::SourceCounts* one : known) {
        out.push_back({one->source, false, one->requests});
    }
    if (!others.empty()) {
        out.push_back(
            {0, true, summed(series.grid.count, others, [](const auto* one) { return one->requests; })});
    }
    return out;
}

std::vector<std::uint64_t> attackCounts(const traffic::ChartSeries& series) {
    return summed(series.grid.count, series.sources, [](const auto& one) { return one.attackRequests; });
}

std::vector<std::uint64_t> refusedCounts(const traffic::ChartSeries& series) {
    return summed(series.grid.count, series.refused, [](const auto& one) { return one.requests; });
}

}  // namespace mirrorscope::report
