// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>
#include <optional>
#include <string>
#include <vector>

#include "core/traffic/finding.h"
#include "ui/forwarding/header_feed.h"

namespace mirrorscope::ui::forwarding {

/// Which findings a table shows.
struct FindingChoice {
    bool closedToo = false;
    std::optional<std::string> source;  // only that one, by its name
    QString words;                      // in title, code or source; empty: all
    bool mutedToo = false;

    bool operator==(const FindingChoice&) const = default;
};

/// The findings of a session, open ones first and the worst of them first, or in the order of a column. A row
/// keeps its place in selections while others come and go. UI thread.
class FindingsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Severity, Title, SourceName, Requests, FirstSeen, LastSeen, Code, ColumnCount };
    enum Role { FindingIdRole = Qt::UserRole + 1 };  // qint64

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const SharedSnapshot& snapshot);
    void setChoice(const FindingChoice& choice);
    const FindingChoice& choice() const { return m_choice; }
    void setTimeZone(const QTimeZone& zone);

    /// What the choice leaves of all; nullptr when it is not shown.
    const traffic::Finding* at(int row) const;
    int rowOf(traffic::FindingId id) const;  // -1: not shown
    /// Without the muted ones.
    std::vector<traffic::Finding> chosenBySource() const;
    int mutedCount() const;  // of that source, too

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Column -1: the first order.
    void sort(int column, Qt::SortOrder order) override;

private:
    using Rows = std::vector<traffic::Finding>;

    Rows wanted() const;
    void apply();
    void reorder(Rows rows);
    bool isBefore(const traffic::Finding& a, const traffic::Finding& b) const;
    bool isOfSource(const traffic::Finding& finding) const;
    bool isChosen(const traffic::Finding& finding) const;
    QString sourceText(traffic::SourceId id) const;
    QString cellText(const traffic::Finding& finding, int column) const;
    QString timeText(base::WallTime time) const;

    SharedSnapshot m_snapshot = std::make_shared<HeaderSnapshot>();
    FindingChoice m_choice;
    Rows m_rows;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

}  // namespace mirrorscope::ui::forwarding
