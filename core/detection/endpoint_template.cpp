// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>

#include "core/detection/attack_grouping.h"
#include "core/http/request_target.h"

namespace mirrorscope::detection {
namespace {

/// Strangers choose paths; a key of an attack keeps this much of one.
constexpr std::size_t kPathBytes = 256;
constexpr std::size_t kLongHex = 16;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isHex(char c) {
    const char lower = static_cast<char>(c | 0x20);
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
}

/// RFC 9562 4: 8-4-4-4-12.
bool isUuid(std::string_view text) {
    static constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return text.size() == kForm.size() && std::ranges::equal(text, kForm, [](char c, char form) {
               return form == '-' ? c == '-' : isHex(c);
           });
}

bool isIdentifier(std::string_view segment) {
    if (segment.empty()) {
        return false;
    }
    return std::ranges::all_of(segment, isDigit) || isUuid(segment) ||
           (segment.size() >= kLongHex && std::ranges::all_of(segment, isHex));
}

}  // namespace

std::string endpointTemplate(std::string_view method, std::string_view target) {
    std::string_view path = http::splitTarget(target).path;
    path = path.substr(0, kPathBytes);
    std::string out(method.substr(0, kPathBytes));
    out += ' ';
    while (true) {
        const auto slash = path.find('/');
        const std::string_view segment = path.substr(0, slash);
        out += isIdentifier(segment) ? std::string_view("{n}") : segment;
        if (slash == path.npos) {
            return out;
        }
        out += '/';
        path.remove_prefix(slash + 1);
    }
}

}  // namespace mirrorscope::detection
