// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/group_button.h"

#include <QActionGroup>
#include <QMenu>

#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::attacks {
namespace {

QString word(GroupBy by) {
    switch (by) {
        case GroupBy::Type:
            return GroupButton::tr("type");
        case GroupBy::Client:
            return GroupButton::tr("client");
        case GroupBy::Source:
            return GroupButton::tr("source");
        case GroupBy::Endpoint:
            return GroupButton::tr("endpoint");
        case GroupBy::Rule:
            return GroupButton::tr("rule");
        case GroupBy::None:
        case GroupBy::Count:
            break;
    }
    return GroupButton::tr("none");
}

QString menuWord(GroupBy by) {
    const QString small = word(by);
    return small.left(1).toUpper() + small.mid(1);
}

}  // namespace

GroupButton::GroupButton(QWidget* parent) : QToolButton(parent) {
    setObjectName(QStringLiteral("attacks.group"));
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(theme::kTouch);
    auto* choices = new QMenu(this);
    choices->setObjectName(QStringLiteral("attacks.group.menu"));
    choices->setAccessibleName(tr("Group attacks"));
    setMenu(choices);
    m_first = addLevel(tr("Group by"), true);
    m_second = addLevel(tr("Then by"), false);
    showGrouping();
}

QActionGroup* GroupButton::addLevel(const QString& title, bool isFirst) {
    menu()->addSection(title);
    auto* group = new QActionGroup(this);
    for (int i = 0; i < static_cast<int>(GroupBy::Count); ++i) {
        const auto by = static_cast<GroupBy>(i);
        QAction* action = menu()->addAction(menuWord(by), this, [this, by, isFirst] {
            Grouping chosen = m_grouping;
            (isFirst ? chosen.first : chosen.second) = by;
            choose(chosen);
        });
        action->setObjectName((isFirst ? QStringLiteral("first.") : QStringLiteral("then.")) +
                              text::ownText(groupByName(by)));
        action->setCheckable(true);
        action->setData(i);
        group->addAction(action);
    }
    return group;
}

void GroupButton::setGrouping(const Grouping& grouping) {
    m_grouping = grouping.normalized();
    showGrouping();
}

void GroupButton::choose(const Grouping& grouping) {
    setGrouping(grouping);
    emit groupingChanged(m_grouping);
}

void GroupButton::showGrouping() {
    const auto check = [](const QActionGroup& group, GroupBy by) {
        for (QAction* action : group.actions()) {
            action->setChecked(action->data().toInt() == static_cast<int>(by));
        }
    };
    check(*m_first, m_grouping.first);
    check(*m_second, m_grouping.second);
    // What is the first level cannot be the second.
    for (QAction* action : m_second->actions()) {
        const auto by = static_cast<GroupBy>(action->data().toInt());
        action->setEnabled(by == GroupBy::None ||
                           (by != m_grouping.first && m_grouping.first != GroupBy::None));
    }
    setText(m_grouping.second == GroupBy::None
                ? tr("Group: %1").arg(word(m_grouping.first))
                : tr("Group: %1, %2").arg(word(m_grouping.first), word(m_grouping.second)));
    setAccessibleName(tr("Attacks, %1").arg(sentence(m_grouping)));
    setToolTip(tr("What the attacks are grouped by"));
}

QString GroupButton::sentence(const Grouping& grouping) {
    if (grouping.first == GroupBy::None) {
        return tr("not grouped");
    }
    return grouping.second == GroupBy::None
               ? tr("grouped by %1").arg(word(grouping.first))
               : tr("grouped by %1, then %2").arg(word(grouping.first), word(grouping.second));
}

}  // namespace mirrorscope::ui::attacks
