// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requests_view.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <algorithm>

#include "ui/requests/cell_menu.h"
#include "ui/requests/column_menu.h"
#include "ui/requests/mark_look.h"
#include "ui/requests/pinned_header.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/row_copy.h"
#include "ui/requests/table_columns.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/spacing.h"
#include "ui/theme/table_look.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {
namespace {

/// Where the keyboard is at first: a mark says nothing of its row.
constexpr int kFirstText = static_cast<int>(RequestColumn::Id);

}  // namespace

RequestsView::RequestsView(QWidget* parent) : QTableView(parent), m_header(new PinnedHeader(this)) {
    setHorizontalHeader(m_header);
    setObjectName(QStringLiteral("requests.table"));
    setAccessibleName(tr("Requests"));
    theme::dressTable(*this, theme::kRowHeight);
    setSelectionMode(ExtendedSelection);
    setIconSize({theme::kIcon, theme::kIcon});
    // Per item: a row number is a scroll value, so rows put on top can be scrolled past exactly.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);

    QHeaderView* header = horizontalHeader();
    // A mark is an icon; the style would make room for some letters.
    header->setMinimumSectionSize(ColumnLayout::kLeastWidth);
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    connect(header, &QHeaderView::sectionClicked, this, &RequestsView::onTitleClicked);
    header->setAccessibleName(tr("Columns of the requests table"));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, &RequestsView::openColumnMenu);

    auto* delegate = new theme::CellDelegate(this);
    for (const RequestColumnInfo& info : requestColumns()) {
        delegate->setElide(static_cast<int>(info.column), info.elide);
    }
    for (const RequestColumn column : {RequestColumn::Mark, RequestColumn::Id, RequestColumn::Client,
                                       RequestColumn::State, RequestColumn::Flags}) {
        delegate->setExplained(static_cast<int>(column));
    }
    setItemDelegate(delegate);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestsView::onScrolled);
    connect(&theme::Theme::instance(), &theme::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void RequestsView::setRequestsModel(RequestsModel* model) {
    m_model = model;
    setModel(model);
    m_columns = new TableColumns(*this, *m_header, *model);
    m_copy = new RowCopy(model->loader(), this);
    connect(m_copy, &RowCopy::copied, this, &RequestsView::rowsCopied);
    connect(model, &RequestsModel::newRows, this, &RequestsView::onNewRows);
    // Not reset(): the selection model forgets its rows after that.
    connect(model, &RequestsModel::modelReset, this, &RequestsView::onReset);
    connect(model, &RequestsModel::rowsRemoved, this, &RequestsView::tellVisibleRows);
    scrollToNewest();
}

void RequestsView::onTitleClicked(int section) {
    if (section >= kRequestColumns) {
        return;
    }
    const RequestColumnInfo& info = requestColumnInfo(section);
    const SortState now = m_model->sortState();
    const bool isAgain = now.phase != SortState::Phase::None && now.choice.column == info.column;
    // What is large or late comes first, names as in a list.
    const bool descending = info.rightAligned || info.column == RequestColumn::Time;
    m_model->sortBy({info.column, isAgain ? !now.choice.descending : descending});
}

void RequestsView::toArrivalOrder() {
    m_model->toArrivalOrder();
}

bool RequestsView::isNewestVisible() const {
    if (m_model && m_model->isSorted()) {
        return false;
    }
    const QScrollBar* bar = verticalScrollBar();
    return m_model && m_model->newestFirst() ? bar->value() == bar->minimum()
                                             : bar->value() == bar->maximum();
}

void RequestsView::scrollToNewest() {
    const QScopedValueRollback guard(m_isScrolling, true);
    if (m_model && (m_model->newestFirst() || m_model->isSorted())) {
        scrollToTop();
    } else {
        scrollToBottom();
    }
    tellVisibleRows();
}

void RequestsView::jumpToNewest() {
    if (m_model) {
        m_model->toArrivalOrder();
    }
    m_following = true;
    setNewRows(0);
    scrollToNewest();
}

void RequestsView::onScrolled() {
    if (!m_isScrolling) {
        m_following = isNewestVisible();
        if (m_following) {
            setNewRows(0);
        }
    }
    tellVisibleRows();
}

void RequestsView::onNewRows(int count) {
    if (!m_following) {
        setNewRows(m_newRows + count);
    }
}

void RequestsView::setNewRows(int count) {
    if (m_newRows != count) {
        m_newRows = count;
        emit newRowsChanged(count);
    }
}

void RequestsView::rowsInserted(const QModelIndex& parent, int first, int last) {
    const int top = verticalScrollBar()->value();
    QTableView::rowsInserted(parent, first, last);
    if (!m_model) {
        return;
    }
    if (m_following) {
        scrollToNewest();
    } else if (m_model->newestFirst() && first <= top) {
        // What is in view stays where it is.
        const QScopedValueRollback guard(m_isScrolling, true);
        updateGeometries();
        verticalScrollBar()->setValue(top + last - first + 1);
    }
    if (m_selected != 0 && !currentIndex().isValid()) {
        selectSilently(m_model->rowOf(m_selected));
    }
    tellVisibleRows();
}

void RequestsView::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) {
    const int current = currentIndex().row();
    if (current >= first && current <= last) {
        // Else a neighbour would be selected: who reads a request wants to go on with it.
        selectionModel()->clearCurrentIndex();
    }
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void RequestsView::onReset() {
    setNewRows(0);
    const int row = m_model->rowOf(m_selected);
    if (row >= 0) {
        selectSilently(row);
        const QScopedValueRollback guard(m_isScrolling, true);
        scrollTo(m_model->index(row, 0), PositionAtCenter);
        m_following = isNewestVisible();
        tellVisibleRows();
    } else {
        m_following = !m_model->isSorted();
        scrollToNewest();
    }
}

void RequestsView::tellVisibleRows() {
    if (!m_model || m_model->rowCount() == 0) {
        return;
    }
    const int first = std::max(rowAt(0), 0);
    const int last = rowAt(viewport()->height() - 1);
    m_model->setVisibleRows(first, last < 0 ? m_model->rowCount() - 1 : last);
}

void RequestsView::selectSilently(int row) {
    if (row < 0) {
        return;
    }
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false);
    setCurrentIndex(m_model->index(row, currentIndex().isValid() ? currentIndex().column() : kFirstText));
    setAutoScroll(scrolls);
}

bool RequestsView::goTo(traffic::RequestId id) {
    const int row = m_model ? m_model->rowOf(id) : -1;
    if (row < 0) {
        return false;
    }
    selectSilently(row);
    scrollTo(m_model->index(row, 0), PositionAtCenter);
    m_following = isNewestVisible();
    return true;
}

void RequestsView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTableView::currentChanged(current, previous);
    const traffic::RequestId id = m_model && current.isValid() ? m_model->idAt(current.row()) : 0;
    if (id != 0 && id != m_selected) {
        m_selected = id;
        emit requestSelected(id);
    }
}

void RequestsView::focusInEvent(QFocusEvent* event) {
    // QAbstractItemView would select the first row: selection never moves by itself.
    if (currentIndex().isValid()) {
        QTableView::focusInEvent(event);
    } else {
        QAbstractScrollArea::focusInEvent(event);
        viewport()->update();
    }
}

void RequestsView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    if (m_following) {
        scrollToNewest();
    }
    tellVisibleRows();
}

void RequestsView::moveCurrent(int by) {
    if (!m_model || m_model->rowCount() == 0) {
        return;
    }
    const QModelIndex current = currentIndex();
    const int from = current.isValid() ? current.row() : m_model->newestFirst() ? -1 : m_model->rowCount();
    const int row = std::clamp(from + by, 0, m_model->rowCount() - 1);
    const QModelIndex next = m_model->index(row, current.isValid() ? current.column() : kFirstText);
    if (m_isPicking) {
        selectionModel()->setCurrentIndex(next, QItemSelectionModel::NoUpdate);
    } else {
        setCurrentIndex(next);
    }
}

void RequestsView::keyPressEvent(QKeyEvent* event) {
    const QModelIndex current = currentIndex();
    if (event->matches(QKeySequence::Copy)) {
        copyRows(false);
    } else if (event->key() == Qt::Key_0 && event->modifiers() == Qt::ControlModifier) {
        toArrivalOrder();
    } else if (event->modifiers() != Qt::NoModifier && event->modifiers() != Qt::KeypadModifier) {
        QTableView::keyPressEvent(event);
    } else if (event->key() == Qt::Key_J) {
        moveCurrent(1);
    } else if (event->key() == Qt::Key_K) {
        moveCurrent(-1);
    } else if (event->key() == Qt::Key_X) {
        togglePicked();
    } else if (event->key() == Qt::Key_M) {
        markRows(kMarks.front());
    } else if (event->key() == Qt::Key_T && current.isValid()) {
        m_columns->toggleTimeReference(current.row());
    } else if (event->key() == Qt::Key_Period && current.isValid()) {
        openCellMenu(current, viewport()->mapToGlobal(visualRect(current).bottomLeft()));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_selected != 0) {
        emit requestActivated(m_selected);
    } else {
        m_isPicking = false;
        QTableView::keyPressEvent(event);
    }
}

void RequestsView::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::MiddleButton) {
        if (const auto condition = cellCondition(indexAt(event->position().toPoint()))) {
            emit conditionRequested(*condition, false);
        }
        return;
    }
    m_isPicking = false;
    QTableView::mousePressEvent(event);
}

void RequestsView::mouseDoubleClickEvent(QMouseEvent* event) {
    QTableView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && indexAt(event->position().toPoint()).isValid()) {
        emit requestActivated(m_selected);
    }
}

void RequestsView::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex index =
        event->reason() == QContextMenuEvent::Keyboard ? currentIndex() : indexAt(event->pos());
    if (index.isValid()) {
        openCellMenu(index, event->globalPos());
    }
}

void RequestsView::openColumnMenu(const QPoint& position) {
    QMenu* menu = columnMenu(*m_columns, *m_model, m_header->sectionShownAt(position.x()), this,
                             [this] { emit headerColumnWanted(); });
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

}  // namespace mirrorscope::ui::requests
