// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/clock.h"

namespace mirrorscope::traffic {

/// Equal buckets of UTC time from `start` on. Plain value; any thread.
struct BucketGrid {
    base::WallTime start{};  // a whole second; of gridOver() a whole multiple of the width since 1970
    std::chrono::seconds width{10};
    std::size_t count = 0;

    base::WallTime timeOf(std::size_t bucket) const {
        return start + width * static_cast<std::int64_t>(bucket);
    }
    base::WallTime end() const { return timeOf(count); }
    /// Unset for times outside.
    std::optional<std::size_t> bucketOf(base::WallTime time) const;
    bool operator==(const BucketGrid&) const = default;
};

/// More buckets than a chart has pixels tell nothing: wider ones are taken.
inline constexpr std::size_t kMostBuckets = 4000;

/// The buckets that touch [from, until), wider ones when there were more than kMostBuckets. None when the
/// range is empty.
BucketGrid gridOver(base::WallTime from, base::WallTime until, std::chrono::seconds width);
/// The narrowest width that people count in (1, 2, 5, 10, 15, 30 s, 1 min …) of which `atMost` cover that
/// length.
std::chrono::seconds widthFor(std::chrono::microseconds length, std::size_t atMost);

/// Local time minus UTC at a moment.
using OffsetAt = std::function<std::chrono::minutes(base::WallTime)>;

enum class ComparedTo : std::uint8_t {
    RangeBefore,  // as long, ends where the grid begins
    DayBefore,    // the same time of day, a day earlier
    WeekBefore,
};
/// The buckets that bucket i of `grid` is compared with: as many, as wide. A day is one of the calendar:
/// across a change of the clocks 23 or 25 hours. Moved by whole buckets, so that a width over an hour keeps
/// its boundaries.
BucketGrid comparedGrid(const BucketGrid& grid, ComparedTo to, const OffsetAt& offset);

enum class LocalPeriod : std::uint8_t { Hour, Day };
/// Where hours or days begin in a zone, from the one that holds `from` to the first edge at or after `until`:
/// periods are [edge, next edge). A day of 23 or 25 hours is one period, an hour that comes twice is two.
std::vector<base::WallTime> localEdges(base::WallTime from, base::WallTime until, LocalPeriod period,
                                       const OffsetAt& offset);
/// Sums of the buckets whose beginning is in each period; `values` one a bucket. Every bucket between the
/// first and the last edge is in exactly one period; it is wholly in it where the edges are boundaries of
/// buckets (hours and days of every zone are with buckets of 15 minutes or less).
std::vector<std::uint64_t> summedByPeriod(const BucketGrid& grid, const std::vector<std::uint64_t>& values,
                                          const std::vector<base::WallTime>& edges);

}  // namespace mirrorscope::traffic
