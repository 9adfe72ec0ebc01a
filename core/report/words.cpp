// SPDX-License-Identifier: Apache-2.0
#include "core/report/words.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <utility>

namespace mirrorscope::report {
namespace {

constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::chrono::minutes offsetOf(base::WallTime time, const Zone& zone) {
    return zone.offset ? zone.offset(time) : std::chrono::minutes(0);
}

std::string twoDigits(std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// Whatever the locale: a comma in a coordinate of SVG is another number.
std::string fixed(double value, int decimals) {
    std::array<char, 400> text{};
    const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::fixed, decimals);
    return {text.begin(), end.ptr};
}

std::chrono::sys_days dayOf(base::WallTime local) {
    return std::chrono::floor<std::chrono::days>(local);
}

std::string dateText(base::WallTime local) {
    const std::chrono::year_month_day date(dayOf(local));
    return std::to_string(static_cast<unsigned>(date.day())) + " " +
           kMonths.at(static_cast<unsigned>(date.month()) - 1);
}

std::string yearDateText(base::WallTime local) {
    const std::chrono::year_month_day date(dayOf(local));
    return dateText(local) + " " + std::to_string(static_cast<int>(date.year()));
}

std::string clockOf(base::WallTime local) {
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(local - dayOf(local)));
    return twoDigits(clock.hours().count()) + ":" + twoDigits(clock.minutes().count()) + ":" +
           twoDigits(clock.seconds().count());
}

}  // namespace

base::WallTime localTime(base::WallTime time, const Zone& zone) {
    return time + offsetOf(time, zone);
}

std::string dateTimeText(base::WallTime time, const Zone& zone) {
    const base::WallTime local = localTime(time, zone);
    return yearDateText(local) + " " + clockOf(local);
}

std::string clockText(base::WallTime time, const Zone& zone) {
    return clockOf(localTime(time, zone));
}

std::string dayText(base::WallTime time, const Zone& zone) {
    return dateText(localTime(time, zone));
}

std::string rangeText(base::WallTime from, base::WallTime until, const Zone& zone) {
    const bool isOneDay = dayOf(localTime(from, zone)) == dayOf(localTime(until, zone));
    return dateTimeText(from, zone) + " to " +
           (isOneDay ? clockText(until, zone) : dateTimeText(until, zone));
}

std::string offsetText(base::WallTime time, const Zone& zone) {
    const auto minutes = offsetOf(time, zone).count();
    if (minutes == 0) {
        return "UTC";
    }
    const auto size = std::abs(minutes);
    return std::string(minutes < 0 ? "UTC-" : "UTC+") + twoDigits(size / 60) + ":" + twoDigits(size % 60);
}

std::string countText(std::uint64_t count) {
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, ",");
    }
    return text;
}

std::string countOf(std::uint64_t count, std::string_view one) {
    return countText(count) + " " + std::string(one) + (count == 1 ? "" : "s");
}

std::string exactBytesText(std::uint64_t bytes) {
    constexpr std::array kUnits{" B", " KiB", " MiB", " GiB", " TiB"};
    std::size_t unit = 0;
    while (bytes >= 1024 && bytes % 1024 == 0 && unit + 1 < kUnits.size()) {
        bytes /= 1024;
        ++unit;
    }
    return countText(bytes) + kUnits.at(unit);
}

std::string rateText(double perSecond) {
    return (perSecond > 0 && perSecond < 10
                ? fixed(perSecond, 1)
                : countText(static_cast<std::uint64_t>(std::llround(perSecond)))) +
           "/s";
}

std::string lagText(std::chrono::microseconds lag) {
    const auto us = static_cast<double>(lag.count());
    if (us < 1000) {
        return std::to_string(lag.count()) + " µs";
    }
    const double value = us < 1e6 ? us / 1e3 : us / 1e6;
    return fixed(value, value < 10 ? 1 : 0) + (us < 1e6 ? " ms" : " s");
}

std::string widthText(std::chrono::seconds width) {
    constexpr std::int64_t minute = 60;
    constexpr std::int64_t hour = 60 * minute;
    constexpr std::int64_t day = 24 * hour;
    const std::int64_t seconds = width.count();
    for (const auto& [size, name] :
         {std::pair{day, " d"}, std::pair{hour, " h"}, std::pair{minute, " min"}}) {
        if (seconds >= size && seconds % size == 0) {
            return std::to_string(seconds / size) + name;
        }
    }
    return std::to_string(seconds) + " s";
}

std::string perText(std::chrono::seconds width) {
    const std::string text = widthText(width);
    return text.starts_with("1 ") ? text.substr(2) : text;
}

std::string capitalised(std::string_view word) {
    std::string text(word);
    if (!text.empty()) {
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    }
    return text;
}

std::string numberText(double value) {
    std::string text = fixed(value, 2);
    while (text.back() == '0') {
        text.pop_back();
    }
    if (text.back() == '.') {
        text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

}  // namespace mirrorscope::report
