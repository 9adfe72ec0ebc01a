// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mirrorscope::detection {

/// A position and a length, in bytes.
struct Span {
    std::size_t offset = 0;
    std::size_t length = 0;
    bool operator==(const Span&) const = default;
};

/// One match as libmodsecurity notes it in RuleMessage::m_reference:
/// "o9,10v133,19t:urlDecodeUni,t:lowercase".
struct MatchReference {
    std::optional<Span> matched;  // o: in the value after the transformations; none for libinjection
    std::optional<Span> origin;   // v: of the value in the request as the library lays it out
    std::string transformations;  // "t:urlDecodeUni,t:lowercase", empty for none
};

/// Reads all matches of a reference, in order; what it does not understand ends it.
std::vector<MatchReference> readRuleReference(std::string_view text);

}  // namespace mirrorscope::detection
