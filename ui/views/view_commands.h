// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "ui/views/view_list.h"

class QMenu;
class QWidget;

namespace mirrorscope::ui::views {

class ViewSwitch;

/// What is done with saved views: the menu of a tab and the dialogs it opens. UI thread; list and switch
/// outlive it, dialogs belong to the window.
class ViewCommands : public QObject {
    Q_OBJECT

public:
    ViewCommands(ViewList& list, ViewSwitch& views, QWidget* window);

    /// For the view `id`; 0: what can be done on the tab of no saved view. The caller owns it.
    QMenu* menu(ViewId id, QWidget* parent);

    void askSave();
    void askRename(ViewId id);
    void duplicate(ViewId id);
    /// Without a question: it can be undone.
    void remove(ViewId id);
    void undoRemove();
    void copyAsText(ViewId id);
    void askExport(const std::vector<SavedView>& views);
    void askExportAll();
    void askImport();

    /// Of the view that was just deleted, until another one is chosen or it is back.
    const QString& justRemoved() const { return m_justRemoved; }

signals:
    void justRemovedChanged();

private:
    void addOwn(QMenu& menu, ViewId id);
    void setJustRemoved(const QString& name);

    ViewList& m_list;
    ViewSwitch& m_views;
    QWidget* m_window;
    QString m_justRemoved;
    bool m_wasCurrent = false;  // the view that was deleted last
};

}  // namespace mirrorscope::ui::views
