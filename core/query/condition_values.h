// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/query/text_test.h"
#include "core/query/time_point.h"

namespace mirrorscope::query {

// What the operands of a condition mean, the same for the predicate and for SQL.

/// Which kind of values a field has to compare.
enum class ValueClass { Text, Number, Name, HeaderName };
ValueClass valueClass(FieldKind kind);

/// Numbers from `first` to `last`, both part of it; an unset end is open.
struct Interval {
    std::optional<std::int64_t> first;
    std::optional<std::int64_t> last;
};

/// Holds for a number in one of the intervals; with `unknown` also where there is none.
struct NumberCondition {
    std::vector<Interval> intervals;
    bool unknown = false;
};

/// Of conditions on Number, Bytes, Duration and Time; the latter count from `moment`.
NumberCondition numberCondition(const Condition& condition, const Moment& moment);

/// Of conditions on Name and Rank: the names that fit.
std::vector<std::size_t> fittingNames(const Condition& condition);

struct TextComparison {
    TextRelation relation;
    std::string operand;
};

/// Of conditions on Text, Address and HeaderName.
std::vector<TextComparison> textComparisons(const Condition& condition);

}  // namespace mirrorscope::query
