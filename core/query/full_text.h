// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/byte_search.h"

namespace mirrorscope::query {

// What a free word of a filter means, and what an index of words must therefore know. Words are made of ASCII
// letters, digits, "_" and bytes beyond ASCII; everything else separates them.

bool isWordByte(char c);

/// Escapes (%20) undone and "+" as a space, as a form or a target means it; nothing where that changes
/// nothing.
std::optional<std::string> decodedText(std::string_view bytes);

/// Looks for a text that begins where a word begins, unless it begins with a separator: "union" occurs in
/// "1 UNION all", "unions" and "%20union", not in "reunion"; "=union" wherever it stands.
class WordSearch {
public:
    explicit WordSearch(std::string_view text);

    /// In the bytes as received, or decoded.
    bool occursIn(std::string_view bytes) const;

private:
    bool occursAsIs(std::string_view bytes) const;

    ByteSearch m_text;
    bool m_beginsWord;
};

/// The words of a free text, lower case: bytes that hold it hold all of `whole` as words, and one that begins
/// with `beginning`. Both empty: it has no word, and no index helps.
struct TextWords {
    std::vector<std::string> whole;
    std::string beginning;

    bool isEmpty() const { return whole.empty() && beginning.empty(); }
};
TextWords wordsOf(std::string_view text);

}  // namespace mirrorscope::query
