// SPDX-License-Identifier: Apache-2.0
#include "core/config/quantity.h"

#include <charconv>
#include <limits>
#include <span>
#include <utility>

namespace mirrorscope::config {
namespace {

using Unit = std::pair<std::string_view, std::int64_t>;

std::optional<std::int64_t> parseWithUnit(std::string_view text, std::span<const Unit> units) {
    const auto digits = text.find_first_not_of("0123456789");
    const auto count = parseInteger(text.substr(0, digits));
    if (!count) {
        return std::nullopt;
    }
    const std::string_view suffix = digits == text.npos ? std::string_view{} : text.substr(digits);
    for (const auto& [name, factor] : units) {
        if (name == suffix) {
            const bool fits = *count <= std::numeric_limits<std::int64_t>::max() / factor;
            return fits ? std::optional(*count * factor) : std::nullopt;
        }
    }
    return std::nullopt;
}

/// `units` from the smallest to the largest.
std::string inLargestUnit(std::int64_t number, std::span<const Unit> units) {
    const Unit* best = &units.front();
    for (const Unit& unit : units) {
        if (number != 0 && number % unit.second == 0) {
            best = &unit;
        }
    }
    return std::to_string(number / best->second).append(best->first);
}

}  // namespace

std::optional<std::int64_t> parseInteger(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> parseBytes(std::string_view text) {
    static constexpr Unit kUnits[] = {{"", 1},        {"B", 1},         {"K", 1 << 10},   {"KiB", 1 << 10},
                                      {"M", 1 << 20}, {"MiB", 1 << 20}, {"G", 1LL << 30}, {"GiB", 1LL << 30}};
    return parseWithUnit(text, kUnits);
}

std::optional<std::int64_t> parseMilliseconds(std::string_view text) {
    static constexpr Unit kUnits[] = {{"", 1},       {"ms", 1},        {"s", 1000},
                                      {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    return parseWithUnit(text, kUnits);
}

std::string bytesText(std::int64_t bytes) {
    static constexpr Unit kUnits[] = {{"B", 1}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1LL << 30}};
    return inLargestUnit(bytes, kUnits);
}

std::string millisecondsText(std::int64_t milliseconds) {
    static constexpr Unit kUnits[] = {
        {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}};
    return inLargestUnit(milliseconds, kUnits);
}

}  // namespace mirrorscope::config
