// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/views/view_list.h"

class QToolButton;

namespace mirrorscope::ui::views {

class ViewCommands;
class ViewSwitch;
class ViewTabs;
class ViewTarget;

/// The line of tabs with "+" behind them, and what belongs to it: list, switch and commands. UI thread; the
/// target outlives it.
class ViewBar : public QWidget {
    Q_OBJECT

public:
    ViewBar(ViewStore store, ViewTarget& target, QWidget* parent = nullptr);

    ViewList& list() { return *m_list; }
    ViewSwitch& views() { return *m_switch; }
    const ViewSwitch& views() const { return *m_switch; }
    ViewCommands& commands() { return *m_commands; }
    ViewTabs& tabs() { return *m_tabs; }

    /// Of the saved view that is looked at; empty: a free one.
    QString currentName() const;
    /// False: there is none.
    bool choose(const QString& name);
    /// The saved view at that place, from 0; nothing happens when there is none.
    void chooseAt(int place);

private:
    ViewList* m_list;
    ViewSwitch* m_switch;
    ViewCommands* m_commands;
    ViewTabs* m_tabs;
    QToolButton* m_add;
};

}  // namespace mirrorscope::ui::views
