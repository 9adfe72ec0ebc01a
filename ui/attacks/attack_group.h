// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

#include "core/traffic/rows.h"

namespace mirrorscope::ui::attacks {

/// An attack and the newest request known to belong to it, 0 for none.
struct AttackEntry {
    traffic::AttackRow row;
    traffic::RequestId sample = 0;
};

/// Attacks of one type that match the filter, with sums over all of them, shown or not. Plain value.
struct AttackGroup {
    /// A group stays comparable on one screen (UI.md section 2).
    static constexpr std::size_t kShownAtFirst = 4;
    static constexpr std::size_t kShownMore = 100;
    /// "Show N more", in `rows`.
    static constexpr traffic::AttackId kMore = 0;

    traffic::AttackType type = traffic::AttackType::Other;
    std::vector<const AttackEntry*> members;  // worst first, then latest first; see settle()
    std::vector<traffic::AttackId> rows;      // what the table shows, kMore last
    std::size_t wanted = kShownAtFirst;       // rows that the user asked for

    traffic::Severity severity = traffic::Severity::Info;
    base::WallTime firstSeen{};
    base::WallTime lastSeen{};
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;
    int score = 0;
    std::size_t untouched = 0;  // triage is still "new"

    /// Sorts the members and sums them up; `rows` stays.
    void settle();
    /// What `rows` should be: the wanted ones, the pinned one wherever it stands, "Show N more".
    std::vector<traffic::AttackId> wantedRows(traffic::AttackId pinned) const;
    /// Members without a row.
    std::size_t hidden() const;
};

}  // namespace mirrorscope::ui::attacks
