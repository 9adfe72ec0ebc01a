// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/traffic/chart_series.h"

namespace mirrorscope::report {

/// What is drawn as one series: a source, or those beyond seven together.
struct RateSeries {
    traffic::SourceId source = 0;
    bool isOther = false;
    std::vector<std::uint64_t> requests;  // of each bucket
};
/// The seven largest sources by id, then the others together.
std::vector<RateSeries> rateSeries(const traffic::ChartSeries& series);

/// Requests with an attack in each bucket, of all sources.
std::vector<std::uint64_t> attackCounts(const traffic::ChartSeries& series);
/// Refused requests in each bucket, of all listeners.
std::vector<std::uint64_t> refusedCounts(const traffic::ChartSeries& series);

}  // namespace mirrorscope::report
