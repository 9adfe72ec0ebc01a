// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <span>
#include <vector>

#include "core/query/field_table.h"
#include "core/query/syntax_tree.h"

namespace mirrorscope::ui::filter {

/// Whether rows of a table that is not of requests know a field.
using KnowsField = bool (*)(query::FieldId field);

/// What such a table makes of a filter: the conditions that are only about fields it knows, and what the
/// others are about, for people: field names, "words".
struct FilterPart {
    std::vector<query::Node> conditions;
    QStringList ignored;  // each once
};

FilterPart partOf(std::span<const query::Node> conditions, KnowsField knows);

}  // namespace mirrorscope::ui::filter
