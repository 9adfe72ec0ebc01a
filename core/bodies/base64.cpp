// SPDX-License-Identifier: Apache-2.0
#include "core/bodies/base64.h"

#include <cstdint>

namespace mirrorscope::bodies {
namespace {

int digitOf(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

}  // namespace

std::optional<std::string> fromBase64(std::string_view text) {
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) {
        text.remove_suffix(1);
    }
    if (text.size() % 4 == 1) {
        return std::nullopt;
    }
    std::string out;
    out.reserve(text.size() / 4 * 3 + 2);
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char c : text) {
        const int digit = digitOf(c);
        if (digit < 0) {
            return std::nullopt;
        }
        bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xffffffU;
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xffU);
        }
    }
    return out;
}

}  // namespace mirrorscope::bodies
