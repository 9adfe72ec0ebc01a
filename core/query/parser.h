// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <string_view>

#include "core/query/parse_error.h"
#include "core/query/syntax_tree.h"

namespace mirrorscope::query {

/// Called by value() only; our code asks has_value() first.
[[noreturn]] void throw_exception_from_error(const ParseError& error, const boost::source_location& where);

using Parsed = boost::system::result<SyntaxTree, ParseError>;

/// Parentheses in parentheses: parsing and printing recurse, and SQLite's parser has a stack of 100 entries,
/// seven of which a pair can take.
inline constexpr std::size_t kDeepestFilter = 8;
/// Values and free words: each is a term of the SQL text, and SQLite takes expressions at most 1000 deep.
inline constexpr std::size_t kMostTerms = 400;

/// The grammar, white space between terms:
///
///     filter    = [ any ]
///     any       = all { "or" all }
///     all       = term { [ "and" ] term }
///     term      = { "not" | "-" | "!" } ( "(" any ")" | condition | word )
///     condition = field operator value { "," value }
///
/// Fields and their operators and values: field_table.h. Text of strangers is fine: it is limited in length,
/// depth and terms, and nothing is thrown.
Parsed parse(std::string_view filter);

}  // namespace mirrorscope::query
