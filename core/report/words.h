// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/traffic/bucket_grid.h"

namespace mirrorscope::report {

/// The zone that times are told in: what people call it, and local time minus UTC at a moment.
struct Zone {
    std::string name = "UTC";
    traffic::OffsetAt offset{};  // unset: UTC
};

/// The wall clock of the zone, counted like a UTC time.
base::WallTime localTime(base::WallTime time, const Zone& zone);
/// "23 Nov 2026 14:13:39".
std::string dateTimeText(base::WallTime time, const Zone& zone);
/// "14:13:39".
std::string clockText(base::WallTime time, const Zone& zone);
/// "23 Nov".
std::string dayText(base::WallTime time, const Zone& zone);
/// "23 Nov 2026 14:08:20 to 14:13:40"; the second day too, where it is another one.
std::string rangeText(base::WallTime from, base::WallTime until, const Zone& zone);
/// "UTC+01:00".
std::string offsetText(base::WallTime time, const Zone& zone);

/// "1,284".
std::string countText(std::uint64_t count);
/// "1,284 requests"; the word of one without the s.
std::string countOf(std::uint64_t count, std::string_view one);
/// Exact: "1 MiB", "1,000,001 B".
std::string exactBytesText(std::uint64_t bytes);
/// "412/s", below 10 with one decimal.
std::string rateText(double perSecond);
/// Two significant figures: "1.6 ms", "184 ms", "1.1 s".
std::string lagText(std::chrono::microseconds lag);
/// "10 s", "15 min", "2 h", "1 d": the width of a bucket.
std::string widthText(std::chrono::seconds width);
/// The same behind "per": "min" instead of "1 min".
std::string perText(std::chrono::seconds width);
/// "Attack" of "attack".
std::string capitalised(std::string_view word);
/// Without a locale, at most two decimals: coordinates of SVG.
std::string numberText(double value);

}  // namespace mirrorscope::report
