// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/error.h"
#include "core/storage/database.h"

namespace mirrorscope::storage {

/// The SQL functions that filter_to_sql.h writes: the same comparisons as the predicate's
/// (query/text_test.h), made ready once a statement. They cannot be called from a schema, so a session from a
/// stranger gains nothing by them. Owns the counter that they share; must outlive its connection's
/// statements.
class FilterFunctions {
public:
    static base::Result<FilterFunctions> registerIn(Database& database);

    /// How often a regular expression gave up at a limit since the start: the answers are partial.
    std::uint64_t gaveUp() const { return *m_gaveUp; }

private:
    explicit FilterFunctions(std::unique_ptr<std::uint64_t> gaveUp) : m_gaveUp(std::move(gaveUp)) {}
    std::unique_ptr<std::uint64_t> m_gaveUp;
};

}  // namespace mirrorscope::storage
