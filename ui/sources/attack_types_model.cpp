// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sources/attack_types_model.h"

#include <algorithm>

#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::sources {

int AttackTypesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AttackTypesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return row.title;
        case Qt::AccessibleTextRole:
            return tr("%1, %2 requests").arg(row.title, text::countText(row.count));
        case CountRole:
            return text::countText(row.count);
        case ShareRole:
            return static_cast<double>(row.count) /
                   static_cast<double>(std::ranges::max(m_rows, {}, &Row::count).count);
        case NameRole:
            return row.name;
        default:
            return {};
    }
}

void AttackTypesModel::setSnapshot(const SourcesSnapshot& snapshot) {
    std::vector<Row> rows;
    for (const traffic::AttackTypeInfo& info : traffic::attackTypes()) {
        if (const auto count = snapshot.attackTypes[static_cast<std::size_t>(info.type)]; count > 0) {
            rows.push_back({text::ownText(info.title), text::ownText(info.name), count});
        }
    }
    std::ranges::stable_sort(rows, std::ranges::greater(), &Row::count);
    if (rows.size() > kMostShown) {
        Row rest{tr("Other"), {}, 0};
        for (auto row = rows.begin() + kMostShown - 1; row != rows.end(); ++row) {
            rest.count += row->count;
        }
        rows.resize(kMostShown - 1);
        rows.push_back(rest);
    }
    if (rows == m_rows) {
        return;
    }
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        emit dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

}  // namespace mirrorscope::ui::sources
