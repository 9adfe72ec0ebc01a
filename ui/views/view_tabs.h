// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

#include "ui/views/view_list.h"

namespace mirrorscope::ui::views {

class ViewSwitch;

/// The tabs: Attacks, Requests, then the saved views, which can be dragged among each other. Shows what list
/// and switch say and asks the switch for another view. UI thread; list and switch outlive it.
class ViewTabs : public QTabBar {
    Q_OBJECT

public:
    static constexpr int kFree = 2;  // tabs that are always there

    ViewTabs(ViewList& list, ViewSwitch& views, QWidget* parent = nullptr);

    /// 0: a free one, or none.
    ViewId idAt(int index) const;
    int indexOf(ViewId id) const;
    /// Behind the name of the saved view that is looked at, "771"; empty: nothing.
    void setCount(const QString& count);

signals:
    void menuRequested(mirrorscope::ui::views::ViewId id, const QPoint& position);
    void renameRequested(mirrorscope::ui::views::ViewId id);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void rebuild();
    void showTexts();
    void showCurrent();
    void choose(int index);

    ViewList& m_list;
    ViewSwitch& m_views;
    QString m_count;
    int m_dragRoom = 0;  // px that the pressed tab may go to the left
    int m_pressedAt = 0;
    bool m_isFollowing = false;  // the switch, so that it is not told
};

}  // namespace mirrorscope::ui::views
