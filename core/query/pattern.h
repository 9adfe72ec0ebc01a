// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace mirrorscope::query {

/// Longest regular expression, in bytes. A saved view may come from a stranger: compiling must stay cheap.
inline constexpr std::size_t kLongestPattern = 1024;

/// GaveUp: a limit ended the search; it counts as "no", and the answer is partial.
enum class Match { No, Yes, GaveUp };

/// A compiled regular expression (PCRE2, JIT where the machine has it) over bytes: `.` is a byte, classes are
/// ASCII. Backtracking, nesting and time are limited, so that neither the pattern nor the searched bytes can
/// hold up a query. One owner, one thread at a time.
class Pattern {
public:
    /// What is wrong with it, and at which byte.
    struct Fault {
        std::string reason;
        std::size_t offset = 0;
    };

    static std::variant<Pattern, Fault> compile(std::string_view source, bool ignoresCase);
    Pattern(Pattern&&) noexcept;
    Pattern& operator=(Pattern&&) noexcept;
    ~Pattern();

    /// Whether it occurs anywhere in the bytes.
    Match search(std::string_view bytes) const;

    struct Found {
        std::size_t offset = 0;
        std::size_t length = 0;
    };
    /// The first place at `from` or later; empty ones count. GaveUp after `patience` too.
    Match find(std::string_view bytes, std::size_t from, Found& found,
               std::chrono::milliseconds patience) const;

private:
    struct Compiled;
    explicit Pattern(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> m_compiled;
};

}  // namespace mirrorscope::query
