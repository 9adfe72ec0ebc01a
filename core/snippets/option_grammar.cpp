// SPDX-License-Identifier: Apache-2.0
#include "core/snippets/option_grammar.h"

#include <algorithm>

namespace mirrorscope::snippets {
namespace {

// Far below what any proxy reads as one token, and longer than anyone needs.
constexpr std::size_t kLongestPath = 256;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestToken = 128;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
}

}  // namespace

bool holdsOnly(std::string_view text, std::string_view others, std::size_t longest) {
    return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [&](char c) {
        return isAlphanumeric(c) || others.find(c) != others.npos;
    });
}

bool isPlainPath(std::string_view text) {
    return text.starts_with('/') && holdsOnly(text, "/-._~!*+,=:@", kLongestPath);
}

bool isMarkerName(std::string_view text) {
    return holdsOnly(text, "-._", kLongestName);
}

bool isToken(std::string_view text) {
    return holdsOnly(text, "-._~+/=", kLongestToken);
}

bool isHostName(std::string_view text) {
    constexpr std::size_t longestName = 253;
    constexpr std::size_t longestLabel = 63;
    if (!holdsOnly(text, "-.", longestName)) {
        return false;
    }
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('.', begin), text.size());
        const std::string_view label = text.substr(begin, end - begin);
        if (label.empty() || label.size() > longestLabel || label.front() == '-' || label.back() == '-') {
            return false;
        }
        begin = end + 1;
    }
    return true;
}

bool isObjectName(std::string_view text) {
    constexpr std::size_t longestLabel = 63;
    return holdsOnly(text, "-", longestLabel) && text.front() != '-' && text.back() != '-' &&
           std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool readSwitch(bool& out, std::string_view text) {
    if (text != "on" && text != "off") {
        return false;
    }
    out = text == "on";
    return true;
}

std::optional<std::uint32_t> readPercentage(std::string_view text) {
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point == text.npos ? "00" : text.substr(point + 1);
    const bool isWritten = !whole.empty() && whole.size() <= 3 && !decimals.empty() && decimals.size() <= 2 &&
                           std::ranges::all_of(whole, isDigit) && std::ranges::all_of(decimals, isDigit);
    if (!isWritten) {
        return std::nullopt;
    }
    std::uint32_t hundredths = 0;
    for (const char c : whole) {
        hundredths = hundredths * 10 + static_cast<std::uint32_t>(c - '0');
    }
    hundredths = hundredths * 100 + static_cast<std::uint32_t>(decimals.front() - '0') * 10 +
                 (decimals.size() == 2 ? static_cast<std::uint32_t>(decimals.back() - '0') : 0);
    constexpr std::uint32_t all = 10000;
    return hundredths > 0 && hundredths <= all ? std::optional(hundredths) : std::nullopt;
}

}  // namespace mirrorscope::snippets
