// SPDX-License-Identifier: Apache-2.0
#include "core/report/axes.h"

#include <algorithm>
#include <array>

namespace mirrorscope::report {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::array kSteps{
    std::int64_t{1}, std::int64_t{2}, std::int64_t{5}, std::int64_t{10}, std::int64_t{15}, std::int64_t{30},
    kMinute,         2 * kMinute,     5 * kMinute,     10 * kMinute,     15 * kMinute,     30 * kMinute,
    kHour,           2 * kHour,       3 * kHour,       6 * kHour,        12 * kHour,       kDay};

std::int64_t stepFor(std::int64_t seconds, std::size_t most) {
    const auto roughly = seconds / static_cast<std::int64_t>(most) + 1;
    const auto found = std::ranges::lower_bound(kSteps, roughly);
    return found == kSteps.end() ? (roughly / kDay + 1) * kDay : *found;
}

std::string tickText(base::WallTime at, std::int64_t step, const Zone& zone) {
    if (step >= kDay) {
        return dayText(at, zone);
    }
    const std::string clock = clockText(at, zone);
    constexpr std::size_t minutes = 5;
    return step < kMinute ? clock : clock.substr(0, minutes);
}

}  // namespace

std::uint64_t countStep(std::uint64_t highest, int steps) {
    const std::uint64_t all = std::max<std::uint64_t>(highest, 1);
    const auto fits = [&](std::uint64_t step) { return step >= (all + steps - 1) / steps; };
    for (std::uint64_t power = 1; power <= all; power *= 10) {
        for (const std::uint64_t tenths : {10U, 20U, 25U, 50U}) {
            const std::uint64_t step = power * tenths / 10;
            if (power * tenths % 10 == 0 && fits(step)) {
                return step;
            }
        }
    }
    return all;
}

std::vector<TimeTick> timeTicks(base::WallTime from, base::WallTime until, std::size_t most,
                                const Zone& zone) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(until - from).count();
    const std::int64_t step = stepFor(seconds, most);
    const std::chrono::seconds distance{step};
    // Hours of half-hour zones and days begin by the zone's clock, not by UTC.
    const auto offset = localTime(from, zone) - from;
    const auto local = std::chrono::ceil<std::chrono::seconds>(from + offset).time_since_epoch();
    const auto behind = local % distance;
    auto at = base::WallTime(behind.count() > 0 ? local + distance - behind : local) - offset;
    std::vector<TimeTick> ticks;
    for (; at < until && ticks.size() <= 2 * most; at += distance) {
        ticks.push_back({at, tickText(at, step, zone)});
    }
    return ticks;
}

}  // namespace mirrorscope::report
