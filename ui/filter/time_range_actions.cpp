// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/time_range_actions.h"

#include <QActionGroup>

#include "ui/filter/filter_state.h"

namespace mirrorscope::ui::filter {

TimeRangeActions::TimeRangeActions(FilterState& state)
    : QObject(&state),
      m_state(state),
      m_custom(new QAction(tr("Custom range…"), this)),
      m_pin(new QAction(tr("Pin to all views"), this)) {
    auto* choices = new QActionGroup(this);
    // None is checked while a range without a name is in force.
    choices->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional);
    for (const NamedRange range : kNamedRanges) {
        auto* action = choices->addAction(nameOf(range));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, range] { choose(range); });
        m_named[static_cast<std::size_t>(range)] = action;
    }
    m_pin->setCheckable(true);
    connect(m_pin, &QAction::triggered, &m_state, &FilterState::setTimePinned);
    connect(&m_state, &FilterState::changed, this, &TimeRangeActions::follow);
    connect(&m_state, &FilterState::timePinnedChanged, this, &TimeRangeActions::follow);
    follow();
}

void TimeRangeActions::choose(NamedRange range) {
    if (const auto condition = conditionFor(range)) {
        m_state.showOnly(*condition);
        // The same range once more counts from now.
        m_state.moveOn();
    } else {
        m_state.remove(query::FieldId::Time);
    }
    follow();  // a press has changed the check mark
}

void TimeRangeActions::follow() {
    const auto inForce = namedRangeOf(m_state.filter());
    for (const NamedRange range : kNamedRanges) {
        named(range)->setChecked(range == inForce);
    }
    m_pin->setEnabled(hasTimeRange(m_state.filter()));
    m_pin->setChecked(m_state.isTimePinned());
}

}  // namespace mirrorscope::ui::filter
