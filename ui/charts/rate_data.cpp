// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_data.h"

#include <algorithm>
#include <numeric>

namespace mirrorscope::ui::charts {
namespace {

double sum(const RateSeries& series) {
    return std::accumulate(series.values.begin(), series.values.end(), 0.0);
}

void add(std::vector<double>& into, const std::vector<double>& values) {
    into.resize(std::max(into.size(), values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        into[i] += values[i];
    }
}

}  // namespace

double valueAt(const std::vector<double>& values, std::size_t bucket) {
    return bucket < values.size() ? values[bucket] : 0;
}

std::size_t RateData::buckets() const {
    std::size_t most = std::max({attacks.size(), refused.size(), gaps.size()});
    for (const RateSeries& one : series) {
        most = std::max(most, one.values.size());
    }
    return most;
}

base::WallTime RateData::timeOf(std::size_t bucket) const {
    return start + width * static_cast<std::int64_t>(bucket);
}

std::size_t RateData::bucketAt(base::WallTime time) const {
    const std::size_t count = buckets();
    if (time <= start || count == 0) {
        return 0;
    }
    return std::min(static_cast<std::size_t>((time - start) / width), count - 1);
}

double RateData::refusedPerSecond(std::size_t bucket) const {
    return bucket < refused.size() ? static_cast<double>(refused[bucket]) / static_cast<double>(width.count())
                                   : 0;
}

double RateData::total(std::size_t bucket, const std::set<traffic::SourceId>& hidden) const {
    double all = 0;
    for (const RateSeries& one : series) {
        all += hidden.contains(one.source) ? 0 : valueAt(one.values, bucket);
    }
    return all;
}

RateData foldedIntoOther(RateData data, const QString& otherName) {
    std::vector<double> sums;
    for (const RateSeries& one : data.series) {
        if (one.source != 0) {
            sums.push_back(sum(one));
        }
    }
    if (sums.size() <= kMostSeries) {
        return data;
    }
    std::ranges::sort(sums, std::greater{});
    const double least = sums[kMostSeries - 1];
    std::vector<RateSeries> kept;
    RateSeries other{0, otherName, {}};
    for (RateSeries& one : data.series) {
        // Equal sums: the first ones stay.
        if (one.source != 0 && sum(one) >= least && kept.size() < kMostSeries) {
            kept.push_back(std::move(one));
        } else {
            add(other.values, one.values);
        }
    }
    kept.push_back(std::move(other));
    data.series = std::move(kept);
    return data;
}

}  // namespace mirrorscope::ui::charts
