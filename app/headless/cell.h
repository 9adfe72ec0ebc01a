// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mirrorscope::headless {

/// One value of a row: unknown, number, text (any bytes), list of texts or of numbers.
using Cell = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::string>,
                          std::vector<std::int64_t>>;

/// A field of PRODUCT.md: its name and how a row gives it.
template <typename Row>
struct Column {
    std::string_view name;
    Cell (*cell)(const Row&);
    /// Width in the terminal table; 0: only in JSON and CSV.
    int width = 0;
};

/// The columns of one kind of row, in the order of the documentation.
template <typename Row>
using Columns = std::span<const Column<Row>>;

/// Unknown (null) for empty text.
Cell knownText(std::string text);

}  // namespace mirrorscope::headless
