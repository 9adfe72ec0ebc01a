// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/visible_text.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace mirrorscope::fuzz {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

constexpr Range kNotVisible[] = {
    {0x00, 0x1F},      // C0
    {0x7F, 0x9F},      // DEL and C1
    {0x61C, 0x61C},    // Arabic letter mark
    {0x200B, 0x200F},  // zero width, left-to-right and right-to-left marks
    {0x2028, 0x202E},  // line and paragraph separators, embeddings and overrides
    {0x2060, 0x206F},  // word joiner, isolates
    {0xD800, 0xDFFF},  // surrogates, which are no characters
    {0xFEFF, 0xFEFF},  // byte order mark
};

/// Takes one character off the front; nothing when it is none, or written longer than needed.
std::optional<char32_t> takeCharacter(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : (lead & 0xE0) == 0xC0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : 4;
    if ((lead & 0xC0) == 0x80 || lead >= 0xF8 || text.size() < length) {
        return std::nullopt;
    }
    char32_t character = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (const char c : text.substr(1, length - 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) {
            return std::nullopt;
        }
        character = character * 64 + (byte & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    text.remove_prefix(length);
    return character >= smallest[length] && character <= 0x10FFFF ? std::optional(character) : std::nullopt;
}

}  // namespace

bool isVisibleText(std::string_view text) {
    while (!text.empty()) {
        const auto character = takeCharacter(text);
        if (!character || std::ranges::any_of(kNotVisible, [&](const Range& range) {
                return *character >= range.first && *character <= range.last;
            })) {
            return false;
        }
    }
    return true;
}

}  // namespace mirrorscope::fuzz
