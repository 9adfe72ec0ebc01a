// SPDX-License-Identifier: GPL-3.0-or-later
// Columns that stay at the left while the table is scrolled sideways. Everything that asks where a cell is,
// or which cell is somewhere (mouse, menus, tooltips, screen readers), goes through visualRect() and
// indexAt(); only painting has to be done once more.
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "ui/requests/pinned_header.h"
#include "ui/requests/requests_view.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {

QModelIndex RequestsView::indexAt(const QPoint& position) const {
    if (position.x() >= m_header->floatingWidth()) {
        return QTableView::indexAt(position);
    }
    const int row = rowAt(position.y());
    const int section = m_header->sectionShownAt(position.x());
    return row < 0 || section < 0 ? QModelIndex() : model()->index(row, section);
}

QRect RequestsView::visualRect(const QModelIndex& index) const {
    QRect rect = QTableView::visualRect(index);
    if (index.isValid() && m_header->isFloating(index.column())) {
        rect.moveLeft(m_header->shownPosition(index.column()));
    }
    return rect;
}

void RequestsView::scrollTo(const QModelIndex& index, ScrollHint hint) {
    const int before = horizontalScrollBar()->value();
    const bool isPinned = index.isValid() && m_header->visualIndex(index.column()) < m_header->pinnedCount();
    QTableView::scrollTo(index, hint);
    if (isPinned) {
        // It is in view wherever the others are.
        horizontalScrollBar()->setValue(before);
    } else if (index.isValid()) {
        const int hidden = m_header->floatingWidth() - m_header->sectionViewportPosition(index.column());
        if (hidden > 0) {
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() - hidden);
        }
    }
}

void RequestsView::scrollContentsBy(int dx, int dy) {
    QTableView::scrollContentsBy(dx, dy);
    if (dx != 0 && m_header->pinnedCount() > 0) {
        // What stays would be moved with the rest.
        viewport()->update();
        m_header->viewport()->update();
    }
}

void RequestsView::paintEvent(QPaintEvent* event) {
    QTableView::paintEvent(event);
    const auto sections = m_header->floating();
    if (sections.empty() || model() == nullptr) {
        return;
    }
    QPainter painter(viewport());
    const int width = m_header->floatingWidth();
    painter.fillRect(0, 0, width, viewport()->height(), palette().color(QPalette::Base));
    const int first = rowAt(0);
    const int below = rowAt(viewport()->height() - 1);
    const int last = below < 0 ? model()->rowCount() - 1 : below;
    for (int row = first; first >= 0 && row <= last; ++row) {
        for (const int section : sections) {
            paintPinned(painter, row, section);
        }
    }
    painter.fillRect(width - 1, 0, 1, viewport()->height(), theme::color(theme::Role::Control));
}

/// As QTableView paints a cell.
void RequestsView::paintPinned(QPainter& painter, int row, int section) const {
    const QModelIndex index = model()->index(row, section);
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    option.rect = visualRect(index);
    option.features.setFlag(QStyleOptionViewItem::Alternate, row % 2 == 1 && alternatingRowColors());
    option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
    option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
    if (!isActiveWindow()) {
        option.palette.setCurrentColorGroup(QPalette::Inactive);
    }
    style()->drawPrimitive(QStyle::PE_PanelItemViewRow, &option, &painter, this);
    itemDelegateForIndex(index)->paint(&painter, option, index);
}

}  // namespace mirrorscope::ui::requests
