// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>

class QLabel;
class QMenu;
class QMenuBar;
class QToolButton;

namespace mirrorscope::ui::shell {

struct WindowActions;

/// Menus hold what works and nothing else.
void fillMenuBar(QMenuBar& bar, const WindowActions& actions);
/// What a right click on a bar or a dock's title opens; the caller owns it.
QMenu* partsMenu(const WindowActions& actions, QWidget* parent);

/// The 40 px bar: perspectives, pause, a new source, rules; at the right session, time zone and Go to id. UI
/// thread.
class WindowToolBar : public QToolBar {
    Q_OBJECT

public:
    WindowToolBar(const WindowActions& actions, QWidget* parent);

    void setSession(const QString& name, const QString& path);
    void setRules(const QString& text);
    void setZone(const QString& text);
    /// Below 1400 px texts become icons with tooltips.
    void setNarrow(bool narrow);

private:
    QToolButton* textButton(QAction* action, const QString& name);

    QToolButton* m_pause;
    QToolButton* m_addSource;
    QToolButton* m_goTo;
    QLabel* m_rules;
    QLabel* m_session;
    QToolButton* m_zone;
};

}  // namespace mirrorscope::ui::shell
