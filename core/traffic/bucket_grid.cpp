// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/bucket_grid.h"

#include <algorithm>
#include <array>

namespace mirrorscope::traffic {
namespace {

using base::WallTime;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::int64_t, 20> kWidths{1,     2,     5,     10,    15,     30,    60,
                                               120,   300,   600,   900,   1800,   3600,  7200,
                                               10800, 21600, 43200, 86400, 172800, 604800};

microseconds sinceEpoch(WallTime time) {
    return time.time_since_epoch();
}

/// Rounds down, also before 1970.
microseconds floorTo(microseconds time, microseconds width) {
    const auto rest = time % width;
    return time - rest - (rest.count() < 0 ? width : microseconds(0));
}

microseconds lengthOf(LocalPeriod period) {
    return period == LocalPeriod::Day ? microseconds(std::chrono::days(1))
                                      : microseconds(std::chrono::hours(1));
}

/// Every zone changes its clocks at a quarter of an hour and is off by whole quarters.
constexpr microseconds kQuarter{std::chrono::minutes(15)};

/// Walks by quarters of an hour and finds where a period begins.
class EdgeWalk {
public:
    EdgeWalk(WallTime from, LocalPeriod period, const OffsetAt& offset)
        : m_period(period),
          m_offsetAt(offset),
          // The longest period may have begun 25 hours ago; the quarter before its edge is needed, too.
          m_at(floorTo(sinceEpoch(from) - 2 * lengthOf(period) - 2 * kQuarter, kQuarter)) {
        m_offset = m_offsetAt(m_at);
        m_index = indexAt();
    }

    WallTime next() {
        while (!step()) {
        }
        return m_at;
    }

private:
    std::int64_t indexAt() const {
        return floorTo(sinceEpoch(m_at) + m_offset, lengthOf(m_period)) / lengthOf(m_period);
    }

    /// Whether a period begins there. A day begins once; an hour that the clock repeats is another one.
    bool step() {
        m_at += kQuarter;
        const auto before = m_offset;
        m_offset = m_offsetAt(m_at);
        const auto index = indexAt();
        const bool isNew =
            index > m_index || (m_period == LocalPeriod::Hour && (index != m_index || m_offset != before));
        m_index = isNew ? index : m_index;
        return isNew;
    }

    LocalPeriod m_period;
    const OffsetAt& m_offsetAt;
    WallTime m_at;
    minutes m_offset{};
    std::int64_t m_index = 0;
};

/// From `time` to the same reading of the clock so many days earlier.
microseconds backBy(WallTime time, std::chrono::days days, const OffsetAt& offset) {
    return days - (offset(time) - offset(time - days));
}

}  // namespace

std::optional<std::size_t> BucketGrid::bucketOf(base::WallTime time) const {
    if (time < start || time >= end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>((time - start) / width);
}

std::chrono::seconds widthFor(std::chrono::microseconds length, std::size_t atMost) {
    const auto fits = [&](std::int64_t width) {
        return length <= seconds(width) * static_cast<std::int64_t>(std::max<std::size_t>(atMost, 1));
    };
    const auto found = std::ranges::find_if(kWidths, fits);
    if (found != kWidths.end()) {
        return seconds(*found);
    }
    std::int64_t width = kWidths.back();
    while (!fits(width)) {
        width *= 2;
    }
    return seconds(width);
}

BucketGrid gridOver(base::WallTime from, base::WallTime until, std::chrono::seconds width) {
    BucketGrid grid{{}, std::max(width, seconds(1)), 0};
    if (until <= from) {
        return grid;
    }
    // One less: both ends may touch a bucket.
    grid.width = std::max(grid.width, widthFor(until - from, kMostBuckets - 1));
    const auto first = floorTo(sinceEpoch(from), grid.width);
    const auto last = floorTo(sinceEpoch(until) - microseconds(1), grid.width) + grid.width;
    grid.start = WallTime(first);
    grid.count = static_cast<std::size_t>((last - first) / grid.width);
    return grid;
}

BucketGrid comparedGrid(const BucketGrid& grid, ComparedTo to, const OffsetAt& offset) {
    microseconds back = grid.end() - grid.start;
    if (to != ComparedTo::RangeBefore) {
        back = backBy(grid.start, std::chrono::days(to == ComparedTo::DayBefore ? 1 : 7), offset);
    }
    const auto half = microseconds(grid.width) / 2;
    const auto whole = std::max(floorTo(back + half, grid.width), microseconds(grid.width));
    BucketGrid out = grid;
    out.start -= whole;
    return out;
}

std::vector<base::WallTime> localEdges(base::WallTime from, base::WallTime until, LocalPeriod period,
                                       const OffsetAt& offset) {
    std::vector<WallTime> edges;
    EdgeWalk walk(from, period, offset);
    for (WallTime edge = walk.next();; edge = walk.next()) {
        if (edge <= from) {
            edges.assign(1, edge);
        } else {
            edges.push_back(edge);
        }
        if (edge >= until && edge > from) {
            return edges;
        }
    }
}

std::vector<std::uint64_t> summedByPeriod(const BucketGrid& grid, const std::vector<std::uint64_t>& values,
                                          const std::vector<base::WallTime>& edges) {
    std::vector<std::uint64_t> sums(edges.empty() ? 0 : edges.size() - 1);
    for (std::size_t bucket = 0; bucket < std::min(grid.count, values.size()); ++bucket) {
        const auto after = std::ranges::upper_bound(edges, grid.timeOf(bucket));
        if (after != edges.begin() && after != edges.end()) {
            sums[static_cast<std::size_t>(after - edges.begin()) - 1] += values[bucket];
        }
    }
    return sums;
}

}  // namespace mirrorscope::traffic
