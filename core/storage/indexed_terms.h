// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/storage/filter_to_sql.h"

namespace mirrorscope::storage {

/// A part of a filter that has to hold and that an index answers: `ids` selects the requests for which it
/// does (and perhaps a few more).
struct IndexedTerm {
    std::string ids;
    std::vector<SqlValue> values;
};

/// Client, source, state attack, attack, and what the user wrote on few requests. Pages are read by id: where
/// few requests fit, reading those is faster, where many do, the scan finds a page of them soon. Which one it
/// is depends on the session (page_filter.h).
std::vector<IndexedTerm> indexedTerms(const query::SyntaxTree& tree);

}  // namespace mirrorscope::storage
