// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mirrorscope::query {

/// Fields, kinds and fixed lists as Markdown tables, from the tables of the code: the generated part of
/// docs/filters.md.
std::string referenceTables();

inline constexpr std::string_view kReferenceBegin =
    "<!-- tables: begin, written by the target filter_reference -->\n";
inline constexpr std::string_view kReferenceEnd = "<!-- tables: end -->\n";

/// The page with its generated part made anew; as it is when a mark is missing.
std::string withReferenceTables(std::string_view page);

}  // namespace mirrorscope::query
