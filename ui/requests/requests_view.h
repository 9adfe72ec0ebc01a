// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <string>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/traffic/mark.h"
#include "core/traffic/rows.h"

class QMenu;

namespace mirrorscope::ui::requests {

class PinnedHeader;
class RequestsModel;
class RowCopy;
class TableColumns;

/// The requests table: fixed rows, follows the newest row while it is in view, and else leaves scroll and
/// selection where they are and counts what is new. Knows the model, no window and no dialog. UI thread.
class RequestsView : public QTableView {
    Q_OBJECT

public:
    explicit RequestsView(QWidget* parent = nullptr);

    void setRequestsModel(RequestsModel* model);  // not owned, once
    RequestsModel* requestsModel() const { return m_model; }

    /// 0: nothing selected.
    traffic::RequestId selectedRequest() const { return m_selected; }
    /// In the order of the table, at most so many.
    std::vector<traffic::RequestId> selectedRequests(int most) const;
    /// Selects and scrolls to it; false when it is not in the table.
    bool goTo(traffic::RequestId id);
    /// Back in arrival order, scrolls to the newest row and follows again; the selection stays.
    void jumpToNewest();
    void toArrivalOrder();
    bool isFollowing() const { return m_following; }
    /// Rows that arrived since the newest row left the view; 0 while following.
    int newRows() const { return m_newRows; }

    /// There with the model.
    TableColumns& columns() { return *m_columns; }
    /// Selected rows with the shown columns as tab-separated values; comes to the clipboard when they are
    /// read.
    void copyRows(bool withTitles);

    int selectedCount() const;
    /// Selects the row with the keyboard beside those that are selected, or takes it out; until somebody
    /// selects otherwise, going up and down leaves the selection as it is.
    void togglePicked();
    /// What the menu of a row offers beside its own.
    void setRowActions(const QList<QAction*>& actions) { m_rowActions = actions; }

    /// Asks for that mark on the selected rows, at most 10,000.
    void markRows(traffic::Mark mark);

    // Pinned columns stay at the left: requests_view_pinned.cpp.
    QModelIndex indexAt(const QPoint& position) const override;
    QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;

    /// Typing does not search: that would read every row.
    void keyboardSearch(const QString&) override {}

signals:
    void requestSelected(mirrorscope::traffic::RequestId id);
    void requestActivated(mirrorscope::traffic::RequestId id);
    /// "Show only" of a cell, or "Exclude"; the filter belongs to somebody else.
    void conditionRequested(const mirrorscope::query::Node& condition, bool exclude);
    /// What the client of that request did.
    void clientAroundRequested(mirrorscope::traffic::RequestId request);
    void newRowsChanged(int count);
    void headerColumnWanted();
    /// "Known source…" of a row: who that client is; an empty address: not known.
    void knownSourceWanted(mirrorscope::traffic::RequestId request, const std::string& client);
    void rowsCopied(int rows);
    void rowsSelected();
    /// Sets the mark on all of these, or takes it away when all have it; None takes any away.
    void markRequested(const std::vector<mirrorscope::traffic::RequestId>& requests,
                       mirrorscope::traffic::Mark mark);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void rowsInserted(const QModelIndex& parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void onTitleClicked(int section);
    void onReset();
    void onScrolled();
    void onNewRows(int count);
    void setNewRows(int count);
    void tellVisibleRows();
    bool isNewestVisible() const;
    void scrollToNewest();
    void selectSilently(int row);
    void moveCurrent(int by);
    void openCellMenu(const QModelIndex& index, const QPoint& position);
    void addKnownMenu(QMenu& menu, int row);
    void openColumnMenu(const QPoint& position);
    void paintPinned(QPainter& painter, int row, int section) const;
    void tellCut(const QString& sentence, int most);

    PinnedHeader* m_header;  // child
    RequestsModel* m_model = nullptr;
    TableColumns* m_columns = nullptr;  // child
    RowCopy* m_copy = nullptr;          // child
    traffic::RequestId m_selected = 0;
    QList<QAction*> m_rowActions;
    bool m_isPicking = false;
    int m_newRows = 0;
    bool m_following = true;
    bool m_isScrolling = false;  // by us, not by the user
};

}  // namespace mirrorscope::ui::requests
