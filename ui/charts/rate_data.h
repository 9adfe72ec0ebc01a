// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>
#include <set>
#include <vector>

#include "core/traffic/source.h"
#include "ui/charts/time_span.h"

namespace mirrorscope::ui::charts {

/// More than seven colours cannot be told apart: the rest is one grey series.
inline constexpr std::size_t kMostSeries = 7;

struct RateSeries {
    traffic::SourceId source = 0;  // or another key that decides the look; 0 is Other
    QString name;
    std::vector<double> values;  // one a bucket, in the unit of the chart
};

struct RateMarker {
    base::WallTime at{};
    QString text;  // "Rules CRS 4.7 loaded"
};

/// Another range of the same length, to compare with: what all series were together then, bucket by bucket.
struct EarlierRange {
    QString name;                // "30 min before"; empty: there is none
    std::vector<double> totals;  // not a number: nobody listened
};

/// What a stacked chart shows, in equal buckets of UTC time. Vectors that are shorter than the longest count
/// as zero.
struct RateData {
    base::WallTime start{};
    std::chrono::seconds width{10};
    std::vector<RateSeries> series;      // bottom to top
    std::vector<double> attacks;         // per second, own axis; empty: no line
    std::vector<std::uint64_t> refused;  // requests in the bucket
    std::vector<bool> gaps;              // true: nobody listened, which is not zero
    bool lastIsCounting = false;         // the last bucket is not over yet
    std::vector<RateMarker> markers;
    EarlierRange earlier;

    std::size_t buckets() const;
    TimeSpan span() const { return {start, timeOf(buckets())}; }
    base::WallTime timeOf(std::size_t bucket) const;
    /// Clamped to the first and last bucket; 0 without any.
    std::size_t bucketAt(base::WallTime time) const;
    bool isGap(std::size_t bucket) const { return bucket < gaps.size() && gaps[bucket]; }
    double refusedPerSecond(std::size_t bucket) const;
    /// Requests a second of all series that are not hidden, without refusals.
    double total(std::size_t bucket, const std::set<traffic::SourceId>& hidden = {}) const;
};

double valueAt(const std::vector<double>& values, std::size_t bucket);

/// Keeps the seven largest sources in their order and adds up the others, with what has no source, as the
/// series `otherName` on top. Up to seven sources stay as they are.
RateData foldedIntoOther(RateData data, const QString& otherName);

}  // namespace mirrorscope::ui::charts
