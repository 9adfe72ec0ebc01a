// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/time_range_button.h"

#include <QMenu>

#include "ui/filter/condition.h"
#include "ui/filter/custom_range_dialog.h"
#include "ui/filter/filter_state.h"
#include "ui/filter/time_range_actions.h"
#include "ui/text/elide.h"
#include "ui/text/plain_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::filter {
namespace {

/// The chip and the tooltip have all of what somebody wrote.
constexpr int kWidestWords = 190;
constexpr int kWidestShortWords = 130;

}  // namespace

TimeRangeButton::TimeRangeButton(FilterState& state, QWidget* parent) : QToolButton(parent), m_state(state) {
    setObjectName(QStringLiteral("filter.time"));
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(theme::kTouch);
    auto* ranges = new QMenu(this);
    ranges->setObjectName(QStringLiteral("filter.time.menu"));
    ranges->setAccessibleName(tr("Time range"));
    const TimeRangeActions& actions = m_state.rangeActions();
    for (const NamedRange range : kNamedRanges) {
        ranges->addAction(actions.named(range));
    }
    ranges->addAction(actions.custom());
    ranges->addSeparator();
    ranges->addAction(actions.pin());
    setMenu(ranges);
    connect(actions.custom(), &QAction::triggered, this, &TimeRangeButton::askForRange);
    connect(&m_state, &FilterState::changed, this, &TimeRangeButton::showRange);
    connect(&m_state, &FilterState::slid, this, &TimeRangeButton::showRange);
    connect(&m_state, &FilterState::timePinnedChanged, this, &TimeRangeButton::showRange);
    showRange();
}

void TimeRangeButton::setShort(bool isShort) {
    m_short = isShort;
    showRange();
}

void TimeRangeButton::showRange() {
    const Filter& filter = m_state.filter();
    const auto named = namedRangeOf(filter);
    const QString whole = named ? nameOf(*named) : rangeWords(filter);
    QString shown = text::elided(named ? nameOf(*named, m_short) : whole, text::Kind::Sentence, fontMetrics(),
                                 m_short ? kWidestShortWords : kWidestWords);
    // A button reads "&" as a mnemonic.
    shown.replace(u'&', QStringLiteral("&&"));
    setText(shown);
    const bool pinned = m_state.isTimePinned();
    setIcon(pinned ? theme::icon(theme::Icon::Pin) : QIcon());
    setToolButtonStyle(pinned ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonTextOnly);
    QString words = tr("Time range of all views: %1").arg(whole);
    if (const auto since = slidingStart(filter)) {
        words += QLatin1Char('\n') + tr("Since %1, moves on").arg(momentText(*since, filter.moment()));
    }
    if (pinned) {
        words += QLatin1Char('\n') + tr("Pinned: stays when the filter is cleared or another one is shown");
    }
    text::setPlainToolTip(this, words);
    setAccessibleName(pinned ? tr("Time range: %1, pinned").arg(whole) : tr("Time range: %1").arg(whole));
}

void TimeRangeButton::askForRange() {
    const query::Moment moment = m_state.filter().moment();
    const base::WallTime now(std::chrono::floor<std::chrono::seconds>(m_state.now().time_since_epoch()));
    TimeSpan first{now - std::chrono::hours(1), now};
    if (const auto chosen = m_state.timeSpan()) {
        first = *chosen;
    } else if (const auto since = slidingStart(m_state.filter())) {
        first.from = now - (moment.now - *since);
    }
    auto* dialog = new CustomRangeDialog(first, m_state.timeZone(), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CustomRangeDialog::chosen, &m_state,
            [this](const TimeSpan& span) { m_state.showOnly(timeCondition(span)); });
    dialog->open();
}

}  // namespace mirrorscope::ui::filter
