// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>
#include <vector>

#include "core/traffic/rows.h"

namespace mirrorscope::ui::shell {

/// A few requests in the order they came, with the one in the middle marked, and the time between them. The
/// other cells are those of the requests table. UI thread.
class AroundModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Id, Time, Gap, Source, Client, Method, Path, Score, State, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<traffic::RequestRow> rows, traffic::RequestId middle);
    void setTimeZone(const QTimeZone& zone);

    /// 0: no such row.
    traffic::RequestId idAt(int row) const;
    int rowOf(traffic::RequestId id) const;  // -1: none
    int attacks() const;                     // rows that were judged so

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString gapText(int row) const;

    std::vector<traffic::RequestRow> m_rows;
    traffic::RequestId m_middle = 0;
    QTimeZone m_zone = QTimeZone::utc();
};

}  // namespace mirrorscope::ui::shell
