// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/query/field_table.h"

namespace mirrorscope::storage {

/// Where the values of a filter's field are in a session.
struct FilterColumn {
    /// An expression over the tables of a page of requests, or over `from` when that is set.
    std::string_view value;
    /// What holds the several values of one request, with its condition: "hit h WHERE h.request = r.id".
    std::string_view from;
};

/// Of fields of the classes Text, Number and Name, but for Header, Flag, Type and ClientAlternatives, which
/// are not columns. Never NULL in a Name.
FilterColumn filterColumn(query::FieldId id);

inline constexpr std::string_view kHeadOfRequest = "(SELECT p.head FROM payload p WHERE p.request = r.id)";
/// The kept body, also one that is stored in parts.
inline constexpr std::string_view kBodyOfRequest =
    "(SELECT CASE WHEN length(p.body) < r.body_kept THEN (SELECT filter_join(q.bytes) FROM (SELECT bp.bytes "
    "FROM"
    " body b JOIN body_part bp ON bp.body = b.id WHERE b.request = r.id ORDER BY bp.part) q) ELSE p.body END"
    " FROM payload p WHERE p.request = r.id)";

}  // namespace mirrorscope::storage
