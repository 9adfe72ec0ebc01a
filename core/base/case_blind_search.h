// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>

namespace mirrorscope::base {

/// Finds bytes without regard to the case of ASCII letters: a std::search searcher. The needle outlives it.
template <typename Iterator>
auto caseBlindSearcher(Iterator first, Iterator last) {
    struct Lower {
        static char of(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }
        std::size_t operator()(char c) const { return static_cast<unsigned char>(of(c)); }
        bool operator()(char a, char b) const { return of(a) == of(b); }
    };
    return std::boyer_moore_horspool_searcher<Iterator, Lower, Lower>(first, last);
}

}  // namespace mirrorscope::base
