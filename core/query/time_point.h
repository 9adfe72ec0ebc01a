// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/clock.h"

namespace mirrorscope::query {

/// What relative times and times without a zone count from; given, so that a page and the next agree.
struct Moment {
    base::WallTime now{};
    std::chrono::minutes zone{0};  // local time minus UTC
};

/// Microseconds since 1970 UTC, both ends part of it.
struct TimeInterval {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool operator==(const TimeInterval&) const = default;
};

/// What a written time means, as long as its precision says: `today` and `2026-11-23` are days, `14:30` is a
/// minute of today, `14:30:05.1` a tenth of a second, `now` and `-15m` (15 minutes ago) one microsecond. A
/// date may have a time after T, and then a zone (`Z`, `+01:00`). Unset for anything else. Years 1970 to
/// 9999.
std::optional<TimeInterval> resolveTime(std::string_view text, const Moment& moment);

/// `now` and `-15m`: points that no arrival hits.
bool isRelativeTime(std::string_view text);

}  // namespace mirrorscope::query
