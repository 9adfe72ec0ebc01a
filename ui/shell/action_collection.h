// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include "ui/theme/icons.h"

namespace mirrorscope::ui::shell {

/// Every action of the window, registered once by name with its default shortcut and the group it stands
/// under in the list of keys. Menus, toolbar and tests take them from here. Owned by the window; UI thread.
class ActionCollection : public QObject {
    Q_OBJECT

public:
    struct Entry {
        QString group;
        QAction* action = nullptr;
    };

    explicit ActionCollection(QWidget* window);

    /// `name` ("view.pause") becomes the object name. `text` is what menus show.
    QAction* add(const QString& group, const QString& name, const QString& text,
                 const QList<QKeySequence>& shortcuts = {});
    /// Registers an action that somebody else owns (filter history).
    QAction* adopt(const QString& group, const QString& name, QAction* action,
                   const QList<QKeySequence>& shortcuts = {});

    QAction* action(const QString& name) const;
    const QList<Entry>& entries() const { return m_entries; }

private:
    QWidget* m_window;
    QList<Entry> m_entries;
};

}  // namespace mirrorscope::ui::shell
