// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <cstdint>

#include "ui/requests/request_columns.h"

namespace mirrorscope::ui::requests {

/// What the table is sorted by.
struct SortChoice {
    RequestColumn column = RequestColumn::Id;
    bool descending = true;
    bool operator==(const SortChoice&) const = default;
};

/// How far a sort has come; what the count bar tells.
struct SortState {
    enum class Phase : std::uint8_t {
        None,     // arrival order
        Running,  // the rows are still those of before
        Sorted,
        Failed,  // see `error`; the rows are those of before
    };
    Phase phase = Phase::None;
    SortChoice choice;
    std::uint64_t read = 0;   // requests that were looked at
    std::uint64_t total = 0;  // to be looked at
    std::uint64_t found = 0;  // of them fit the filter
    std::uint64_t shown = 0;  // the first ones of the order; fewer than found when cut
    QString error;            // plain text
};

}  // namespace mirrorscope::ui::requests
