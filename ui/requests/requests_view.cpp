// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/requests_view.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

#include "ui/requests/cell_menu.h"
#include "ui/requests/column_menu.h"
#include "ui/requests/request_cell.h"
#include "ui/requests/request_columns.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/row_copy.h"
#include "ui/requests/table_columns.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/time_text.h"
#include "ui/theme/cell_delegate.h"
#include "ui/theme/spacing.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::requests {

RequestsView::RequestsView(QWidget* parent) : QTableView(parent) {
    setObjectName(QStringLiteral("requests.table"));
    setAccessibleName(tr("Requests"));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setIconSize({theme::kIcon, theme::kIcon});
    // Per item: a row number is a scroll value, so rows put on top can be scrolled past exactly.
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);

    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(theme::kRowHeight);
    verticalHeader()->setDefaultSectionSize(theme::kRowHeight);
    QHeaderView* header = horizontalHeader();
    header->setFixedHeight(theme::kHeaderHeight);
    header->setHighlightSections(false);
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
    for (const RequestColumn column : {RequestColumn::Client, RequestColumn::State, RequestColumn::Flags}) {
        delegate->setExplained(static_cast<int>(column));
    }
    setItemDelegate(delegate);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &RequestsView::onScrolled);
    connect(&theme::Theme::instance(), &theme::Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void RequestsView::setRequestsModel(RequestsModel* model) {
    m_model = model;
    setModel(model);
    m_columns = new TableColumns(*this, *model);
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
    setCurrentIndex(m_model->index(row, std::max(currentIndex().column(), 0)));
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
    setCurrentIndex(m_model->index(row, std::max(current.column(), 0)));
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
    } else if (event->key() == Qt::Key_Period && current.isValid()) {
        openCellMenu(current, viewport()->mapToGlobal(visualRect(current).bottomLeft()));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_selected != 0) {
        emit requestActivated(m_selected);
    } else {
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

void RequestsView::openCellMenu(const QModelIndex& index, const QPoint& position) {
    QMenu* menu = cellMenu(index, this, [this](const query::Node& condition, bool exclude) {
        emit conditionRequested(condition, exclude);
    });
    const int count = selectedCount();
    const QString number = text::countText(static_cast<std::uint64_t>(count));
    QAction* copy = menu->addAction(count == 1 ? tr("Copy row") : tr("Copy %1 rows").arg(number),
                                    QKeySequence(QKeySequence::Copy), this, [this] { copyRows(false); });
    copy->setObjectName(QStringLiteral("requests.copyRows"));
    menu->addAction(count == 1 ? tr("Copy row with titles") : tr("Copy %1 rows with titles").arg(number),
                    this, [this] { copyRows(true); });
    menu->popup(position);
}

void RequestsView::openColumnMenu(const QPoint& position) {
    QMenu* menu = columnMenu(*m_columns, *m_model, horizontalHeader()->logicalIndexAt(position), this,
                             [this] { emit headerColumnWanted(); });
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

std::vector<traffic::RequestId> RequestsView::selectedRequests(int most) const {
    QItemSelection selection = selectionModel()->selection();
    std::ranges::sort(selection, {}, &QItemSelectionRange::top);
    std::vector<traffic::RequestId> ids;
    for (const QItemSelectionRange& range : selection) {
        for (int row = range.top(); row <= range.bottom() && static_cast<int>(ids.size()) < most; ++row) {
            ids.push_back(m_model->idAt(row));
        }
    }
    return ids;
}

int RequestsView::selectedCount() const {
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        count += range.height();
    }
    return count;
}

void RequestsView::copyRows(bool withTitles) {
    CopyOrder order;
    order.ids = selectedRequests(RowCopy::kMostRows);
    if (order.ids.empty()) {
        return;
    }
    order.withTitles = withTitles;
    order.zone = zoneOf(m_model->timeMode(), m_model->timeZone());
    for (const int section : m_columns->shownSections()) {
        CopyOrder::Column column;
        if (section < kRequestColumns) {
            const RequestColumnInfo& info = requestColumnInfo(section);
            column.column = info.column;
            column.title = requestColumnTitle(info, text::zoneText(order.zone, currentTime()));
        } else {
            column.header = headerOfColumn(m_model->columnName(section))->toStdString();
            column.title = QString::fromStdString(column.header);
        }
        order.columns.push_back(std::move(column));
    }
    m_copy->copy(std::move(order));
    if (const int all = selectedCount(); all > RowCopy::kMostRows) {
        QToolTip::showText(viewport()->mapToGlobal(QPoint(0, 0)),
                           text::plainToolTip(tr("The first %1 of %2 rows are copied")
                                                  .arg(text::countText(RowCopy::kMostRows),
                                                       text::countText(static_cast<std::uint64_t>(all)))));
    }
}

}  // namespace mirrorscope::ui::requests
