// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSet>
#include <QTimer>
#include <vector>

#include "ui/requests/column_layout.h"

class QTableView;

namespace mirrorscope::ui::requests {

class PinnedHeader;
class RequestsModel;

/// Which columns of the requests table are there, where and how wide; keeps the relative times in view
/// moving. UI thread, owned by the view.
class TableColumns : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostFitted = 600;  // px, of "fit": a path of 512 letters leaves no room
    /// The column that takes the rest is never narrower.
    static constexpr int kLeastRest = 80;

    TableColumns(QTableView& view, PinnedHeader& header, RequestsModel& model);

    /// The widths and the columns of UI.md section 2.
    void reset();
    /// A header that is hidden is no column any more.
    void setShown(const QString& name, bool shown);
    bool isShown(const QString& name) const;
    /// Pinned columns come first and stay when the table is scrolled sideways. False for the column that
    /// takes the rest, and beyond ColumnLayout::kMostPinned.
    bool setPinned(const QString& name, bool pinned);
    bool isPinned(const QString& name) const { return m_pinned.contains(name); }
    bool mayPin(int section) const;
    /// Behind the others; false for what RequestsModel::addHeaderColumn refuses.
    bool addHeader(const QString& name);
    void setTimeMode(TimeMode mode);
    /// Tells times since that row; as before, when they were told since that row already.
    void toggleTimeReference(int row);

    /// As wide as what is in view; the column that takes the rest stays.
    void fit(int section);
    void fitAll();

    /// Those that are shown, from left to right.
    std::vector<int> shownSections() const;
    ColumnLayout layout() const;
    /// Columns that the layout does not name come last, hidden.
    void apply(const ColumnLayout& layout);

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void settleRest();
    void settlePins();
    void updateTimes();

    QTableView& m_view;
    RequestsModel& m_model;
    PinnedHeader& m_header;
    QSet<QString> m_pinned;  // names
    QTimer m_everySecond;
    bool m_isSettling = false;
    bool m_isSettlingPins = false;
};

}  // namespace mirrorscope::ui::requests
