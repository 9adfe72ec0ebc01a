// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mirrorscope::query {

/// Where a filter stops making sense. Positions are in bytes of the text as given.
struct ParseError {
    std::size_t position = 0;
    std::size_t length = 0;  // of what was found; 0 at the end
    std::string expected;    // "a number", "a field name; the nearest is \"host\""
    std::string found;       // as it stands in the text, cut at kFoundBytes; empty: nothing, or the end

    bool operator==(const ParseError&) const = default;
};

inline constexpr std::size_t kFoundBytes = 40;

/// For a message that says itself that the filter is wrong: `a number at character 7, found "abc"`.
std::string expectation(const ParseError& error, std::string_view filter);

/// One sentence for a person, with the place counted in characters from 1 (invalid bytes count as one each):
/// `At character 7: expected a number, found "abc"`.
std::string sentence(const ParseError& error, std::string_view filter);

/// Two lines for a terminal: the filter made harmless, and below it the place underlined with ^. Text far
/// before and after the place is left out.
std::string underlined(const ParseError& error, std::string_view filter);

}  // namespace mirrorscope::query
