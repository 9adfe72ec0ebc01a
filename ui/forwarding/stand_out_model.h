// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/forwarding/presence_table.h"

namespace mirrorscope::ui::forwarding {

/// What stands out in the presence matrix, the worst first. UI thread.
class StandOutModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Header, SourceName, What, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<StandOut> rows, const PresenceTable& table);
    const StandOut* at(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        StandOut what;
        traffic::SourceId source = 0;
        QString sourceName;
        bool isFinding = false;
        traffic::FindingSeverity severity = traffic::FindingSeverity::Note;
    };
    std::vector<Row> m_rows;
};

}  // namespace mirrorscope::ui::forwarding
