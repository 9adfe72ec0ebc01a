// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace mirrorscope::listener {

inline bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// tchar of RFC 9110 5.6.2.
inline bool isTokenChar(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || isDigit(c) ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

/// Where the first other character is; npos for a token. The empty text gives npos.
inline std::size_t findNonToken(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!isTokenChar(text[i])) {
            return i;
        }
    }
    return std::string_view::npos;
}

inline bool isToken(std::string_view text) {
    return !text.empty() && findNonToken(text) == std::string_view::npos;
}

}  // namespace mirrorscope::listener
