// SPDX-License-Identifier: Apache-2.0
#include "core/standing/day.h"

#include <charconv>
#include <cstdio>
#include <ctime>

namespace mirrorscope::standing {
namespace {

constexpr std::size_t kLength = 10;  // 2026-12-31

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool isWhole = failed == std::errc() && end == digits.data() + digits.size() && digits[0] != '-';
    return isWhole ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Day> parseDay(std::string_view text) {
    if (text.size() != kLength || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const Day read{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                   std::chrono::day(static_cast<unsigned>(*day))};
    return read.ok() ? std::optional(read) : std::nullopt;
}

std::string dayText(const Day& day) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return text;
}

bool isOver(const std::optional<Day>& until, base::WallTime now, std::chrono::minutes zone) {
    return until && now + zone >= std::chrono::sys_days(*until) + std::chrono::days(1);
}

std::chrono::minutes localZone(base::WallTime now) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(
        std::chrono::time_point_cast<std::chrono::system_clock::duration>(now));
    std::tm local{};
    localtime_r(&seconds, &local);
    return std::chrono::duration_cast<std::chrono::minutes>(std::chrono::seconds(local.tm_gmtoff));
}

}  // namespace mirrorscope::standing
