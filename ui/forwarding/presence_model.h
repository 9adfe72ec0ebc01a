// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/forwarding/presence_table.h"

namespace mirrorscope::ui::forwarding {

/// The presence matrix as a table: the header, then a column a source. UI thread.
class PresenceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        ShareRole = Qt::UserRole + 1,  // double, percent; invalid: the source has no request
        MarkRole,                      // 0: none, 1: drift, 2 and more: a finding of severity - 2
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(PresenceTable table);
    const PresenceTable& table() const { return m_table; }
    /// nullptr: the column of headers, or outside.
    const PresenceCell* cell(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString spoken(const QModelIndex& index) const;

    PresenceTable m_table;
};

/// "38 %", "–" for none.
QString presenceText(const PresenceCell& cell);

}  // namespace mirrorscope::ui::forwarding
