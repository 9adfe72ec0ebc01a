// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/ip_network.h"
#include "core/query/byte_search.h"
#include "core/query/pattern.h"

namespace mirrorscope::query {

/// How a text value is compared. Numbers are passed to SQLite, so they are given here.
enum class TextRelation : std::uint8_t {
    Equals = 0,    // without ASCII case
    Contains = 1,  // without ASCII case
    Matches = 2,   // regular expression
    MatchesIgnoringCase = 3,
    InNetwork = 4,  // the value is an address of the block
};

/// One comparison of a text value, made ready once; the predicate and the functions in SQLite run this same
/// code. One owner, one thread at a time.
class TextTest {
public:
    /// Unset when the operand is not a pattern or a network.
    static std::optional<TextTest> make(TextRelation relation, std::string_view operand);

    Match operator()(std::string_view value) const;

private:
    using Comparison = std::variant<std::string, ByteSearch, Pattern, base::IpNetwork>;
    explicit TextTest(Comparison comparison) : m_comparison(std::move(comparison)) {}

    Comparison m_comparison;
};

/// The best of several values: Yes when one is, else GaveUp when one is.
template <typename Values>
Match anyMatch(const Values& values, const TextTest& test) {
    Match best = Match::No;
    for (const auto& value : values) {
        const Match match = test(value);
        if (match == Match::Yes) {
            return match;
        }
        best = match == Match::GaveUp ? match : best;
    }
    return best;
}

}  // namespace mirrorscope::query
