// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <map>

#include "ui/views/view_list.h"

namespace mirrorscope::ui::views {

/// What has tables, a filter and a layout, so that a view can be looked at in it.
class ViewTarget {
public:
    virtual ~ViewTarget() = default;
    virtual ViewLook look() const = 0;
    /// The one place where a view comes into force.
    virtual void applyView(const ViewLook& look) = 0;
    /// What a view's filter becomes there: a pinned time range takes the place of its own.
    virtual QString filterInForce(const QString& filter) const = 0;
};

/// Which view is looked at: one of the two free ones, Attacks and Requests, or a saved one. The free ones
/// share a filter and a layout, which come back when a saved view is left. What was changed in a saved view
/// stays with its tab until it is saved or given up, or the window is closed. UI thread; list and target
/// outlive it.
class ViewSwitch : public QObject {
    Q_OBJECT

public:
    ViewSwitch(ViewList& list, ViewTarget& target, QObject* parent = nullptr);

    /// 0: a free one.
    ViewId current() const { return m_current; }
    Table table() const { return m_table; }
    /// Nothing happens when it is looked at already.
    void chooseFree(Table table);
    void choose(ViewId id);

    bool isChanged(ViewId id) const;
    void saveChanges(ViewId id);
    /// Back to what is saved.
    void giveUpChanges(ViewId id);
    /// What the free views show, or would show.
    ViewLook freeLook() const;
    /// What is looked at, as a view that keeps all of it.
    SavedView currentAsView() const;

public slots:
    /// The look of the target is another one, perhaps.
    void refresh();

signals:
    void currentChanged();
    /// isChanged() of some view.
    void marksChanged();

private:
    void followList();
    void leave();
    /// What is looked at is not the current view as saved.
    bool differs() const;
    void apply(const ViewLook& look);

    ViewList& m_list;
    ViewTarget& m_target;
    ViewId m_current = 0;
    SavedView m_view;  // the current one as saved
    Table m_table = Table::Attacks;
    ViewLook m_free;  // while a saved view is looked at
    std::map<ViewId, SavedView> m_drafts;
    bool m_isChanged = false;  // the current one
    bool m_isApplying = false;
};

}  // namespace mirrorscope::ui::views
