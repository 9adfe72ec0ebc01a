// SPDX-License-Identifier: Apache-2.0
#include "core/query/quantity.h"

#include <charconv>
#include <limits>
#include <span>

#include "core/base/byte_text.h"

namespace mirrorscope::query {
namespace {

struct Unit {
    std::string_view name;
    std::int64_t factor;
};

// Printing takes the first unit that divides: one of factor 1 ends each list that is printed.
constexpr Unit kDurations[] = {{"d", 86'400'000'000}, {"h", 3'600'000'000}, {"m", 60'000'000},
                               {"s", 1'000'000},      {"ms", 1000},         {"us", 1}};
constexpr Unit kSizes[] = {{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10},  {"", 1},
                           {"B", 1},         {"kB", 1000},     {"MB", 1'000'000}, {"GB", 1'000'000'000}};
constexpr Unit kPlain[] = {{"", 1}};

std::span<const Unit> unitsOf(FieldKind kind) {
    switch (kind) {
        case FieldKind::Duration:
            return kDurations;
        case FieldKind::Bytes:
            return kSizes;
        default:
            return kPlain;
    }
}

/// Digits and a unit off the front of `text`.
std::optional<std::int64_t> takePart(std::span<const Unit> units, std::string_view& text) {
    std::int64_t number = 0;
    const bool begins = !text.empty() && text.front() >= '0' && text.front() <= '9';
    const auto [digitsEnd, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!begins || failed != std::errc{}) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(digitsEnd - text.data()));
    const auto unitEnd = text.find_first_of("0123456789");
    const std::string_view name = text.substr(0, unitEnd);
    for (const Unit& unit : units) {
        if (base::equalsIgnoreCase(unit.name, name) &&
            number <= std::numeric_limits<std::int64_t>::max() / unit.factor) {
            text.remove_prefix(name.size());
            return number * unit.factor;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::int64_t> parseQuantity(FieldKind kind, std::string_view text) {
    if (text == "0") {
        return 0;
    }
    std::int64_t sum = 0;
    do {
        const auto part = takePart(unitsOf(kind), text);
        if (!part || *part > std::numeric_limits<std::int64_t>::max() - sum) {
            return std::nullopt;
        }
        sum += *part;
    } while (!text.empty() && kind == FieldKind::Duration);
    return text.empty() ? std::optional(sum) : std::nullopt;
}

std::string quantityText(FieldKind kind, std::int64_t value) {
    for (const Unit& unit : unitsOf(kind)) {
        if (value != 0 && value % unit.factor == 0) {
            return std::to_string(value / unit.factor) + std::string(unit.name);
        }
    }
    return std::to_string(value);
}

}  // namespace mirrorscope::query
