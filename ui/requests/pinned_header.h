// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <vector>

namespace mirrorscope::ui::requests {

/// Titles of a table whose first columns stay at the left while the others are scrolled. They are the
/// sections they are without that, painted once more over the scrolled ones, so that resizing, moving,
/// sorting and menus are those of QHeaderView. UI thread, owned by the table.
class PinnedHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit PinnedHeader(QWidget* parent);

    /// So many sections from the left, hidden ones counted.
    void setPinnedCount(int count);
    int pinnedCount() const { return m_count; }

    /// Pinned sections that stand over scrolled ones now, from left to right. None at the left end, nor where
    /// they would leave less than a third of the width to the others.
    std::vector<int> floating() const;
    /// What floating() takes, 0 for none.
    int floatingWidth() const;
    bool isFloating(int section) const;
    /// Where a section is seen.
    int shownPosition(int section) const;
    /// Which section is seen there; -1: none.
    int sectionShownAt(int x) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    int unscrolled(int x) const;
    template <typename Handle>
    void pass(QMouseEvent* event, bool isOnFloating, const Handle& handle);

    int m_count = 0;
    bool m_wasPressedOnFloating = false;
};

}  // namespace mirrorscope::ui::requests
