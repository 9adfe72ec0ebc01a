// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/local_moment.h"

#include <set>

namespace mirrorscope::ui::filter {

std::vector<base::WallTime> momentsOf(const QDateTime& local, const QTimeZone& zone) {
    const QDateTime asUtc(local.date(), local.time(), Qt::UTC);
    // No offset is longer than a day: those on both sides are all that can be meant.
    std::set<int> offsets;
    for (const int days : {-1, 0, 1}) {
        offsets.insert(zone.offsetFromUtc(asUtc.addDays(days)));
    }
    std::vector<base::WallTime> moments;
    // The largest offset makes the earliest moment.
    for (auto offset = offsets.rbegin(); offset != offsets.rend(); ++offset) {
        const QDateTime moment = asUtc.addSecs(-*offset);
        if (zone.offsetFromUtc(moment) == *offset) {
            moments.emplace_back(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
        }
    }
    return moments;
}

QDateTime localOf(base::WallTime time, const QTimeZone& zone) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::UTC);
    return utc.addSecs(zone.offsetFromUtc(utc));
}

}  // namespace mirrorscope::ui::filter
