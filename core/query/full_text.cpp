// SPDX-License-Identifier: Apache-2.0
#include "core/query/full_text.h"

#include <algorithm>
#include <utility>

#include "core/base/byte_text.h"
#include "core/http/request_target.h"

namespace mirrorscope::query {

bool isWordByte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '_';
}

std::optional<std::string> decodedText(std::string_view bytes) {
    if (bytes.find_first_of("%+") == bytes.npos) {
        return std::nullopt;
    }
    std::string spaced(bytes);
    std::ranges::replace(spaced, '+', ' ');
    return http::percentDecoded(spaced);
}

WordSearch::WordSearch(std::string_view text)
    : m_text(text), m_beginsWord(!text.empty() && isWordByte(text.front())) {}

bool WordSearch::occursAsIs(std::string_view bytes) const {
    return m_beginsWord ? m_text.occursIn(bytes, [](char before) { return !isWordByte(before); })
                        : m_text.occursIn(bytes);
}

bool WordSearch::occursIn(std::string_view bytes) const {
    if (occursAsIs(bytes)) {
        return true;
    }
    const auto decoded = decodedText(bytes);
    return decoded && occursAsIs(*decoded);
}

TextWords wordsOf(std::string_view text) {
    TextWords words;
    std::string word;
    for (const char c : text) {
        if (isWordByte(c)) {
            word += c;
        } else if (!word.empty()) {
            words.whole.push_back(base::toLower(std::exchange(word, {})));
        }
    }
    words.beginning = base::toLower(word);
    return words;
}

}  // namespace mirrorscope::query
