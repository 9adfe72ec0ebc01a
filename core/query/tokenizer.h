// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/field_table.h"
#include "core/query/parse_error.h"

namespace mirrorscope::query {

/// Longest filter, in bytes. A saved view may come from a stranger, and every node costs in each row.
inline constexpr std::size_t kLongestFilter = 16 * 1024;

struct Token {
    enum class Kind : std::uint8_t {
        Open,
        Close,
        Negation,  // - or ! before a term
        Field,     // a word that an operator follows
        Operator,
        Bare,     // a word as it stands, free or a value
        Quoted,   // "…" with its escapes resolved, free or a value
        Pattern,  // /…/ or /…/i after ~
        Comma,    // between values
        End,
    };
    Kind kind = Kind::End;
    std::size_t position = 0;
    std::size_t length = 0;
    std::string text;  // of words
    Relation relation = Relation::Is;
    bool negates = false;      // operators != and !~
    bool ignoresCase = false;  // patterns
};

/// Tokens up to the first fault, always with End last.
struct TokenList {
    std::vector<Token> tokens;
    std::optional<ParseError> error;
};

/// Bare words that join terms; in quotes they are text. Without case.
enum class JoiningWord : std::uint8_t { And, Or, Not };
std::optional<JoiningWord> joiningWord(std::string_view word);

/// Takes a filter apart. Any bytes; a word ends at white space, a parenthesis or a quote. Free words also end
/// at an operator, which makes them fields; values after : and != also at a comma.
TokenList tokenize(std::string_view filter);

}  // namespace mirrorscope::query
