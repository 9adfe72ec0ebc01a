// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/action_collection.h"

#include <QWidget>

namespace mirrorscope::ui::shell {

ActionCollection::ActionCollection(QWidget* window) : QObject(window), m_window(window) {}

QAction* ActionCollection::add(const QString& group, const QString& name, const QString& text,
                               const QList<QKeySequence>& shortcuts) {
    return adopt(group, name, new QAction(text, this), shortcuts);
}

QAction* ActionCollection::adopt(const QString& group, const QString& name, QAction* action,
                                 const QList<QKeySequence>& shortcuts) {
    Q_ASSERT_X(this->action(name) == nullptr, "ActionCollection", "a name is registered once");
    action->setObjectName(name);
    action->setShortcuts(shortcuts);
    action->setShortcutContext(Qt::WindowShortcut);
    m_window->addAction(action);
    m_entries.append({group, action});
    return action;
}

QAction* ActionCollection::action(const QString& name) const {
    for (const Entry& entry : m_entries) {
        if (entry.action->objectName() == name) {
            return entry.action;
        }
    }
    return nullptr;
}

}  // namespace mirrorscope::ui::shell
