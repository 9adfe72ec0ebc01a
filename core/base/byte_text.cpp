// SPDX-License-Identifier: Apache-2.0
#include "core/base/byte_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace mirrorscope::base {
namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr char32_t kInvalid = 0xFFFFFFFF;

struct Decoded {
    char32_t codePoint = kInvalid;
    std::size_t length = 1;
};

std::uint8_t byteAt(std::string_view text, std::size_t i) {
    return static_cast<std::uint8_t>(text[i]);
}

/// One code point at `i`, or kInvalid with length 1 (RFC 3629, table 3-7 of Unicode).
Decoded decodeAt(std::string_view text, std::size_t i) {
    const std::uint8_t lead = byteAt(text, i);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) {
        return {};
    }
    char32_t codePoint = lead & (0x7F >> length);
    for (std::size_t k = 1; k < length; ++k) {
        const std::uint8_t next = byteAt(text, i + k);
        if ((next & 0xC0) != 0x80) {
            return {};
        }
        codePoint = (codePoint << 6) | (next & 0x3F);
    }
    constexpr std::array<char32_t, 5> smallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (codePoint < smallest[length] || codePoint > 0x10FFFF || surrogate) {
        return {};
    }
    return {codePoint, length};
}

/// Characters that change what a reader sees without being seen: bidi controls, zero width, line separators,
/// variation selectors, tags, interlinear marks.
bool isInvisible(char32_t c) {
    return c == 0x00AD || c == 0x034F || c == 0x061C || c == 0x115F || c == 0x1160 || c == 0x17B4 ||
           c == 0x17B5 || (c >= 0x180B && c <= 0x180F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

void appendByteEscape(std::string& out, std::uint8_t byte) {
    out += "\\x";
    out += kHexDigits[byte >> 4];
    out += kHexDigits[byte & 15];
}

std::size_t hexDigits(char32_t c) {
    std::size_t digits = 1;
    for (; c > 15; c >>= 4) {
        ++digits;
    }
    return digits;
}

bool hasShortEscape(char32_t c) {
    return c == '\r' || c == '\n' || c == '\t' || c == '\0';
}

bool isByteEscape(char32_t c) {
    return c == kInvalid || c < 0x20 || c == 0x7F;
}

bool isCodePointEscape(char32_t c) {
    return (c >= 0x80 && c <= 0x9F) || isInvisible(c);
}

void appendCodePointEscape(std::string& out, char32_t c) {
    std::string digits;
    for (char32_t rest = c; rest != 0; rest >>= 4) {
        digits.insert(digits.begin(), kHexDigits[rest & 15]);
    }
    out += "\\u{" + digits + "}";
}

void appendShown(std::string& out, char32_t c, std::string_view bytes) {
    switch (c) {
        case '\r':
            out += "\\r";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\t':
            out += "\\t";
            return;
        case '\0':
            out += "\\0";
            return;
        default:
            break;
    }
    if (isByteEscape(c)) {
        appendByteEscape(out, static_cast<std::uint8_t>(bytes.front()));
    } else if (isCodePointEscape(c)) {
        appendCodePointEscape(out, c);
    } else {
        out += bytes;
    }
}

}  // namespace

std::string shownText(std::string_view bytes, std::size_t limit) {
    const bool cut = bytes.size() > limit;
    std::string_view kept = bytes.substr(0, limit);
    // A cut inside a character would show its first bytes as invalid: step back to its lead byte.
    for (int back = 0; cut && back < 3 && !kept.empty() && (byteAt(bytes, kept.size()) & 0xC0) == 0x80;
         ++back) {
        kept.remove_suffix(1);
    }
    std::string out;
    out.reserve(kept.size() + 8);
    for (std::size_t i = 0; i < kept.size();) {
        const auto [codePoint, length] = decodeAt(kept, i);
        appendShown(out, codePoint, kept.substr(i, length));
        i += length;
    }
    if (cut) {
        out += "…";
    }
    return out;
}

ShownUnit shownUnit(std::string_view bytes, std::size_t offset) {
    const auto [codePoint, length] = decodeAt(bytes, offset);
    if (hasShortEscape(codePoint)) {
        return {length, 2, true};  // \r
    }
    if (isByteEscape(codePoint)) {
        return {length, 4, true};  // \x1b
    }
    if (isCodePointEscape(codePoint)) {
        return {length, hexDigits(codePoint) + 4, true};  // \u{202e}
    }
    return {length, 1, false};
}

bool isUtf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto [codePoint, length] = decodeAt(bytes, i);
        if (codePoint == kInvalid) {
            return false;
        }
        i += length;
    }
    return true;
}

bool hasInvisibleCharacters(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto [codePoint, length] = decodeAt(bytes, i);
        if (codePoint != kInvalid && isInvisible(codePoint)) {
            return true;
        }
        i += length;
    }
    return false;
}

std::string toHex(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        out += kHexDigits[static_cast<std::uint8_t>(c) >> 4];
        out += kHexDigits[static_cast<std::uint8_t>(c) & 15];
    }
    return out;
}

std::string toBase64(std::string_view bytes) {
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = std::uint32_t{byteAt(bytes, i)} << 16;
        group |= left > 1 ? std::uint32_t{byteAt(bytes, i + 1)} << 8 : 0;
        group |= left > 2 ? std::uint32_t{byteAt(bytes, i + 2)} : 0;
        for (std::size_t k = 0; k < 4; ++k) {
            out += k <= left ? alphabet[(group >> (18 - 6 * k)) & 63] : '=';
        }
    }
    return out;
}

bool equalsIgnoreCase(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

std::string toLower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return out;
}

}  // namespace mirrorscope::base
