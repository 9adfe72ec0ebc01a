// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/board_list.h"

#include <QKeyEvent>

namespace mirrorscope::ui::sources {

BoardList::BoardList(int rowHeight, QWidget* parent) : QListView(parent), m_rowHeight(rowHeight) {
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    connect(this, &QListView::clicked, this, &BoardList::chosen);
}

QSize BoardList::sizeHint() const {
    return {m_rowHeight, model() == nullptr ? m_rowHeight : model()->rowCount() * m_rowHeight};
}

QSize BoardList::minimumSizeHint() const {
    return {m_rowHeight / 2, qMin(sizeHint().height(), m_leastRows * m_rowHeight)};
}

void BoardList::refit() {
    setMaximumHeight(qMax(m_rowHeight, sizeHint().height()));
    updateGeometry();
}

void BoardList::keyPressEvent(QKeyEvent* event) {
    const bool choose =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Select;
    // What ends an edit comes up to here as well.
    if (choose && currentIndex().isValid() && state() != EditingState) {
        emit chosen(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

}  // namespace mirrorscope::ui::sources
