// SPDX-License-Identifier: Apache-2.0
// Values as ngx_parse.c reads them.
#include <charconv>
#include <limits>

#include "core/base/byte_text.h"
#include "core/snippets/lint/nginx_setup.h"

namespace mirrorscope::snippets::lint {
namespace {

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Digits off the front of `text`; nullopt when there are none or too many.
std::optional<std::uint64_t> takeNumber(std::string_view& text) {
    std::uint64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc()) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// Nothing of nginx goes beyond; keeps the products below in range.
constexpr std::uint64_t kMostValue = std::numeric_limits<std::uint64_t>::max() >> 32U;

std::uint64_t factorOf(std::string_view unit) {
    constexpr std::uint64_t second = 1000;
    return unit == "ms"                  ? 1
           : unit.empty() || unit == "s" ? second
           : unit == "m"                 ? 60 * second
           : unit == "h"                 ? 3600 * second
           : unit == "d"                 ? 86400 * second
                                         : 0;
}

}  // namespace

std::vector<std::string> variablesOf(std::string_view expression) {
    std::vector<std::string> out;
    for (std::size_t at = expression.find('$'); at != expression.npos; at = expression.find('$', at)) {
        ++at;
        at += at < expression.size() && expression[at] == '{' ? 1U : 0U;
        const std::size_t begin = at;
        while (at < expression.size() && isNameCharacter(expression[at])) {
            ++at;
        }
        if (at > begin) {
            out.push_back("$" + std::string(expression.substr(begin, at - begin)));
        }
    }
    return out;
}

std::optional<std::uint64_t> nginxSize(std::string_view text) {
    const auto number = takeNumber(text);
    if (!number || *number > kMostValue || text.size() > 1) {
        return std::nullopt;
    }
    if (text.empty()) {
        return number;
    }
    const std::string unit = base::toLower(text);
    const unsigned shift = unit == "k" ? 10 : unit == "m" ? 20 : unit == "g" ? 30 : 0;
    return shift == 0 ? std::nullopt : std::optional(*number << shift);
}

std::optional<std::uint64_t> nginxTime(std::string_view text) {
    std::uint64_t total = 0;
    do {
        const auto number = takeNumber(text);
        if (!number || *number > kMostValue) {
            return std::nullopt;
        }
        const std::size_t length = std::min(text.find_first_of("0123456789"), text.size());
        const std::uint64_t factor = factorOf(text.substr(0, length));
        if (factor == 0) {
            return std::nullopt;
        }
        total += *number * factor;
        text.remove_prefix(length);
    } while (!text.empty());
    return total;
}

}  // namespace mirrorscope::snippets::lint
