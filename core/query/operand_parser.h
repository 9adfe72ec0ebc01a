// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "core/query/parse_error.h"
#include "core/query/syntax_tree.h"
#include "core/query/tokenizer.h"

namespace mirrorscope::query {

/// Reads a word as a value of the field for `relation` (a pattern changes Contains to Matches before). The
/// fault's position is in the filter.
std::variant<Operand, ParseError> parseOperand(const Field& field, Relation relation, const Token& word);

/// The candidate that is most like the word, "" when none is; for "the nearest is".
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace mirrorscope::query
