// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <vector>

#include "core/query/condition_values.h"
#include "core/query/predicate.h"
#include "core/traffic/rows.h"
#include "ui/filter/filter.h"

namespace mirrorscope::ui::attacks {

/// A filter of requests, as far as an attack itself answers it: by what all of its requests share, its rules,
/// its worst severity, its triage, and whether it went on at that time. The rest is left out and named.
/// One owner, one thread at a time.
class AttackFilter {
public:
    AttackFilter() : AttackFilter(filter::Filter()) {}
    explicit AttackFilter(const filter::Filter& filter);

    bool matches(const traffic::AttackRow& row) const;
    /// What conditions were left out, by field.
    const QStringList& ignored() const { return m_ignored; }

private:
    struct Parts;
    explicit AttackFilter(Parts parts, const query::Moment& moment);
    static Parts partsOf(const filter::Filter& filter);

    std::vector<std::vector<query::Interval>> m_times;  // of each list, one has to fit
    QStringList m_ignored;
    query::Predicate m_predicate;
};

}  // namespace mirrorscope::ui::attacks
