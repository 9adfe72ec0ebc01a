// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/silence_rule.h"

#include <algorithm>
#include <cmath>

namespace mirrorscope::ui::sources {
namespace {

using namespace std::chrono_literals;

/// A few requests by hand are no mirror that could fall silent.
constexpr std::uint64_t kLeastRequests = 20;
constexpr std::size_t kLeastMinutes = 5;
/// Requests that come at random leave a gap of 20 times the mean once in 500 million.
constexpr double kMeanGaps = 20;
constexpr int kLongestPauses = 3;
constexpr std::chrono::seconds kSoonest = 60s;
constexpr std::chrono::seconds kLatest = 1h;

}  // namespace

std::optional<UsualRate> usualRate(const std::vector<MinuteCount>& minutes) {
    std::uint64_t all = 0;
    std::size_t active = 0;
    std::chrono::seconds longestPause{};
    const MinuteCount* before = nullptr;
    for (const MinuteCount& one : minutes) {
        if (one.requests == 0) {
            continue;
        }
        all += one.requests;
        ++active;
        if (before != nullptr && one.minute - before->minute > 1min) {
            const auto pause = std::chrono::duration_cast<std::chrono::seconds>(one.minute - before->minute);
            longestPause = std::max(longestPause, pause);
        }
        before = &one;
    }
    if (active < kLeastMinutes || all < kLeastRequests) {
        return std::nullopt;
    }
    const auto first = std::ranges::find_if(minutes, [](const auto& one) { return one.requests > 0; });
    // The first and the last minute are rarely whole.
    const std::chrono::duration<double> inner = before->minute - first->minute - 1min;
    const double counted = static_cast<double>(all - first->requests - before->requests);
    UsualRate usual;
    usual.perSecond =
        counted > 0 ? counted / inner.count() : static_cast<double>(all) / (inner + 2min).count();
    const std::chrono::seconds byMean(static_cast<std::int64_t>(std::ceil(kMeanGaps / usual.perSecond)));
    usual.alarmAfter = std::max({kSoonest, byMean, longestPause * kLongestPauses});
    return usual.alarmAfter > kLatest ? std::nullopt : std::optional(usual);
}

bool isSilent(const std::optional<UsualRate>& usual, base::WallTime lastSeen, base::WallTime since,
              base::WallTime now) {
    return usual && now - std::max(lastSeen, since) > usual->alarmAfter;
}

}  // namespace mirrorscope::ui::sources
