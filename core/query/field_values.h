// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/query/field_table.h"
#include "core/query/row_view.h"

namespace mirrorscope::query {

/// The text values of a field; `made` holds those that are no part of the row.
struct TextValues {
    std::vector<std::string_view> views;
    std::string made;
};

// What a request has for a field: one value, several, or none where it is not known. A text that is not
// known is the empty text. Callers keep the containers, so that a row costs no allocation.

void readTexts(FieldId id, std::string_view header, const RowView& row, TextValues& out);
void readNumbers(FieldId id, const RowView& row, std::vector<std::int64_t>& out);
/// Indexes into the field's fixed list.
void readNames(FieldId id, const RowView& row, std::vector<std::size_t>& out);

}  // namespace mirrorscope::query
