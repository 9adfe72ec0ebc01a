// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_table_model.h"

namespace mirrorscope::ui::charts {
namespace {

int alignmentOf(const ChartTable::Column& column) {
    return static_cast<int>((column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

}  // namespace

void ChartTableModel::setTable(ChartTable table) {
    if (table == m_table) {
        return;
    }
    if (table.columns == m_table.columns && table.rows.size() == m_table.rows.size() && !table.rows.empty()) {
        m_table = std::move(table);
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
        return;
    }
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int ChartTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto column = static_cast<std::size_t>(index.column());
    if (role == Qt::TextAlignmentRole) {
        return alignmentOf(m_table.columns[column]);
    }
    const auto& row = m_table.rows[static_cast<std::size_t>(index.row())];
    return role == Qt::DisplayRole && column < row.size() ? QVariant(row[column].shown) : QVariant();
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    const ChartTable::Column& column = m_table.columns[static_cast<std::size_t>(section)];
    if (role == Qt::TextAlignmentRole) {
        return alignmentOf(column);
    }
    return role == Qt::DisplayRole ? QVariant(column.title) : QVariant();
}

}  // namespace mirrorscope::ui::charts
