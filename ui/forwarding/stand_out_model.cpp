// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/stand_out_model.h"

#include <utility>

#include "ui/hops/finding_words.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/swatch_icon.h"

namespace mirrorscope::ui::forwarding {

void StandOutModel::setRows(std::vector<StandOut> rows, const PresenceTable& table) {
    std::vector<Row> fresh;
    for (StandOut& one : rows) {
        const PresenceCell& cell = table.rows[one.row].cells[one.column];
        const traffic::Source& source = table.sources[one.column];
        fresh.push_back(
            {std::move(one), source.id, text::shownText(source.name), cell.finding != 0, cell.severity});
    }
    const bool isSame = fresh.size() == m_rows.size();
    if (!isSame) {
        beginResetModel();
        m_rows = std::move(fresh);
        endResetModel();
    } else if (!fresh.empty()) {
        m_rows = std::move(fresh);
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

const StandOut* StandOutModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].what : nullptr;
}

int StandOutModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StandOutModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant StandOutModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const QString text = index.column() == Header       ? row.what.header
                         : index.column() == SourceName ? row.sourceName
                                                        : row.what.what;
    switch (role) {
        case Qt::DisplayRole:
            return text;
        case Qt::AccessibleTextRole:
            return index.column() == Header
                       ? QStringLiteral("%1, %2").arg(
                             row.isFinding ? hops::severityWord(row.severity) : tr("Drift"), text)
                       : text;
        case Qt::ToolTipRole:
            return text::plainToolTip(text);
        case Qt::DecorationRole:
            if (index.column() == Header) {
                return row.isFinding
                           ? theme::icon(hops::severityIcon(row.severity), hops::severityRole(row.severity))
                           : theme::icon(theme::Icon::SeverityMedium, theme::Role::Medium);
            }
            return index.column() == SourceName
                       ? QVariant(theme::swatchIcon(theme::SourceLooks::instance().look(row.source)))
                       : QVariant();
        default:
            return {};
    }
}

QVariant StandOutModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Header ? tr("Header") : section == SourceName ? tr("Source") : tr("What stands out");
}

}  // namespace mirrorscope::ui::forwarding
