// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/predicate.h"
#include "core/traffic/rows.h"
#include "ui/filter/filter.h"

namespace mirrorscope::ui::filter {

/// Judges rows of the live feed by what the feed tells of them. One owner, one thread at a time.
class RowJudge {
public:
    /// False where the filter asks for what no row of the feed knows: head, body, hits, marks, and flags,
    /// which the store learns of later. Then the store has to be asked.
    static bool canAnswer(const Filter& filter) { return lack(filter) == Lack::Nothing; }

    /// What a filter asks for that no row of the feed knows.
    enum class Lack : std::uint8_t { Nothing, Head, Body, Hits, Marks, Flags };
    static Lack lack(const Filter& filter);

    explicit RowJudge(const Filter& filter) : m_predicate(filter.tree(), filter.moment()) {}

    bool holds(const traffic::RequestRow& row) const;

private:
    query::Predicate m_predicate;
};

}  // namespace mirrorscope::ui::filter
