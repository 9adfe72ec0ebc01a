// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

#include "core/traffic/chart_series.h"
#include "core/traffic/chart_tops.h"
#include "core/traffic/mirror_health.h"

/// What a fake session answers to the questions of charts.
namespace mirrorscope::test {

inline traffic::Source chartSource(traffic::SourceId id, std::string name, base::WallTime seen) {
    traffic::Source source;
    source.id = id;
    source.name = std::move(name);
    source.kind = traffic::SourceKind::Nginx;
    source.peer = "10.0.0." + std::to_string(id);
    source.firstSeen = seen - std::chrono::hours(5);
    source.lastSeen = seen;
    return source;
}

/// `sources` sources that send 20 to 120 requests a bucket, a tenth of them attacks of two types.
inline traffic::ChartSeries chartSeriesOver(const traffic::BucketGrid& grid, int sources) {
    traffic::ChartSeries series;
    series.grid = grid;
    series.gaps.resize(grid.count);
    if (grid.count > 0) {
        series.counting = grid.count - 1;
    }
    traffic::TypeCounts sqli{traffic::AttackType::Sqli, std::vector<std::uint64_t>(grid.count)};
    traffic::TypeCounts xss{traffic::AttackType::Xss, std::vector<std::uint64_t>(grid.count)};
    for (int id = 1; id <= sources; ++id) {
        traffic::SourceCounts one;
        one.source = id;
        for (std::size_t i = 0; i < grid.count; ++i) {
            const double wave = std::sin(static_cast<double>(i) / 9 + id);
            one.requests.push_back(static_cast<std::uint64_t>(70 + 50 * wave));
            one.attackRequests.push_back(one.requests.back() / 10);
            sqli.requests[i] += one.requests.back() / 15;
            xss.requests[i] += one.requests.back() / 40;
        }
        series.sources.push_back(std::move(one));
    }
    series.types = {std::move(sqli), std::move(xss)};
    return series;
}

inline traffic::MirrorHealth chartHealth(const traffic::Source& source) {
    traffic::MirrorHealth health;
    health.source = source;
    health.perSecond = 12;
    health.lastHour.assign(60, 700);
    return health;
}

}  // namespace mirrorscope::test
