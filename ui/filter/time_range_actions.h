// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <array>

#include "ui/filter/time_range.h"

namespace mirrorscope::ui::filter {

class FilterState;

/// What a menu or a key does to the time range, checked as the filter says. Child of the state; UI thread.
class TimeRangeActions : public QObject {
    Q_OBJECT

public:
    explicit TimeRangeActions(FilterState& state);

    QAction* named(NamedRange range) const { return m_named[static_cast<std::size_t>(range)]; }
    /// Somebody else asks for the range.
    QAction* custom() const { return m_custom; }
    QAction* pin() const { return m_pin; }

private:
    void choose(NamedRange range);
    void follow();

    FilterState& m_state;
    std::array<QAction*, kNamedRanges.size()> m_named{};
    QAction* m_custom;
    QAction* m_pin;
};

}  // namespace mirrorscope::ui::filter
