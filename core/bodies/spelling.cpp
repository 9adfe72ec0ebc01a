// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <utility>

#include "core/base/byte_text.h"
#include "core/base/decoding.h"
#include "core/bodies/node_text.h"

namespace mirrorscope::bodies {
namespace {

constexpr std::uint32_t kNoCharacter = 0xfffd;

std::optional<std::uint32_t> number(std::string_view digits, int base) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty()
               ? std::optional(value)
               : std::nullopt;
}

bool isHighSurrogate(std::uint32_t c) {
    return c >= 0xd800 && c < 0xdc00;
}

bool isLowSurrogate(std::uint32_t c) {
    return c >= 0xdc00 && c < 0xe000;
}

/// The escape at `at`, which is a u; how many characters it took.
std::size_t appendUnicode(std::string& out, std::string_view text, std::size_t at) {
    const auto first = text.size() - at > 4 ? number(text.substr(at + 1, 4), 16) : std::nullopt;
    if (!first) {
        out += "\\u";
        return 1;
    }
    if (isHighSurrogate(*first) && text.substr(at + 5, 2) == "\\u" && text.size() - at > 10) {
        const auto second = number(text.substr(at + 7, 4), 16);
        if (second && isLowSurrogate(*second)) {
            base::appendUtf8(out, 0x10000 + ((*first - 0xd800) << 10U) + (*second - 0xdc00));
            return 11;
        }
    }
    base::appendUtf8(out, isHighSurrogate(*first) || isLowSurrogate(*first) ? kNoCharacter : *first);
    return 5;
}

constexpr std::array<std::pair<char, char>, 8> kJsonEscapes{
    {{'"', '"'}, {'\\', '\\'}, {'/', '/'}, {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}}};

constexpr std::array<std::pair<std::string_view, char>, 5> kEntities{
    {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}}};
/// "&#x10FFFF;" without its ends, with room for zeros.
constexpr std::size_t kLongestEntity = 12;

}  // namespace

std::string withoutJsonEscapes(std::string_view text, std::size_t limit) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && out.size() < limit; ++at) {
        if (text[at] != '\\' || at + 1 == text.size()) {
            out += text[at];
            continue;
        }
        const char kind = text[++at];
        if (kind == 'u') {
            at += appendUnicode(out, text, at) - 1;
            continue;
        }
        bool isKnown = false;
        for (const auto& [letter, meaning] : kJsonEscapes) {
            if (letter == kind) {
                out += meaning;
                isKnown = true;
            }
        }
        if (!isKnown) {
            (out += '\\') += kind;
        }
    }
    return out;
}

std::string withoutPercents(std::string_view text, std::size_t limit) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && out.size() < limit; ++at) {
        const auto byte =
            text[at] == '%' && text.size() - at > 2 ? number(text.substr(at + 1, 2), 16) : std::nullopt;
        if (byte) {
            out += static_cast<char>(*byte);
            at += 2;
        } else {
            out += text[at] == '+' ? ' ' : text[at];
        }
    }
    return out;
}

std::string withoutEntities(std::string_view text, std::size_t limit) {
    std::string out;
    for (std::size_t at = 0; at < text.size() && out.size() < limit; ++at) {
        const std::size_t end =
            text[at] == '&' ? text.substr(at + 1, kLongestEntity).find(';') : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += text[at];
            continue;
        }
        const std::string_view name = text.substr(at + 1, end);
        std::optional<std::uint32_t> character;
        if (name.starts_with("#x")) {
            character = number(name.substr(2), 16);
        } else if (name.starts_with('#')) {
            character = number(name.substr(1), 10);
        }
        for (const auto& [entity, meaning] : kEntities) {
            if (entity == name) {
                character = static_cast<unsigned char>(meaning);
            }
        }
        if (!character || *character > 0x10ffff || isHighSurrogate(*character) ||
            isLowSurrogate(*character)) {
            out += text[at];  // someone else's entity: as sent
            continue;
        }
        base::appendUtf8(out, *character);
        at += end + 1;
    }
    return out;
}

std::string jsonQuoted(std::string_view bytes) {
    std::string out = "\"";
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (bytes[at] == '"' || bytes[at] == '\\') {
            (out += '\\') += bytes[at++];
        } else if (byte < 0x20 || byte == 0x7f) {
            (out += "\\u00") += base::toHex(bytes.substr(at++, 1));
        } else if (byte < 0x80) {
            out += bytes[at++];
        } else {
            std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
            const std::string_view character = bytes.substr(at, length);
            const bool isOne = character.size() == length && base::isUtf8(character);
            isOne ? void(out += character) : base::appendUtf8(out, kNoCharacter);
            at += isOne ? length : 1;
        }
    }
    return out += '"';
}

}  // namespace mirrorscope::bodies
