// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/query/field_table.h"

namespace mirrorscope::query {

/// A value of kind Number, Bytes or Duration (microseconds): decimal digits and the kind's units, as large as
/// 63 bits hold; unset for anything else. Durations add up: 1h30m. Units compare without case.
std::optional<std::int64_t> parseQuantity(FieldKind kind, std::string_view text);

/// The shortest exact way to write it, which parseQuantity() reads back.
std::string quantityText(FieldKind kind, std::int64_t value);

}  // namespace mirrorscope::query
