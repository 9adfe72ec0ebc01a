// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/traps_model.h"

#include <algorithm>
#include <numeric>

#include "ui/lint/lint_words.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::lint {

void TrapsModel::setAnswer(SharedAnswer answer) {
    beginResetModel();
    m_answer = answer != nullptr && answer->isRead() ? std::move(answer) : nullptr;
    m_order.assign(m_answer != nullptr ? m_answer->lines.size() : 0, 0);
    std::iota(m_order.begin(), m_order.end(), 0);
    // Of several files in one text the core sorts by the lines of each.
    std::ranges::stable_sort(m_order, {}, [this](std::size_t at) { return m_answer->lines[at]; });
    endResetModel();
}

const snippets::lint::LintFinding* TrapsModel::at(int row) const {
    return row >= 0 && row < rowCount()
               ? &m_answer->check.report->findings[m_order[static_cast<std::size_t>(row)]]
               : nullptr;
}

std::size_t TrapsModel::lineAt(int row) const {
    return row >= 0 && row < rowCount() ? m_answer->lines[m_order[static_cast<std::size_t>(row)]] : 0;
}

int TrapsModel::rowFrom(std::size_t line) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (lineAt(row) >= line) {
            return row;
        }
    }
    return -1;
}

int TrapsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int TrapsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QString TrapsModel::cellText(int row, int column) const {
    switch (column) {
        case Severity:
            return severityWord(at(row)->severity);
        case Line:
            return QString::number(lineAt(row));  // a place, no count: without separators
        case Trap:
            return text::shownText(at(row)->message);
        default:
            return {};
    }
}

QVariant TrapsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int column = index.column();
    const bool isSeverity = column == Severity;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return cellText(index.row(), column);
        case Qt::ToolTipRole:
            return text::plainToolTip(cellText(index.row(), column));
        case Qt::DecorationRole:
            return isSeverity ? QVariant(theme::icon(severityIcon(at(index.row())->severity),
                                                     severityRole(at(index.row())->severity)))
                              : QVariant();
        case Qt::ForegroundRole:
            return isSeverity ? QVariant(theme::color(severityRole(at(index.row())->severity))) : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(
                Qt::Alignment(Qt::AlignVCenter | (column == Line ? Qt::AlignRight : Qt::AlignLeft)));
        default:
            return {};
    }
}

QVariant TrapsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter | (section == Line ? Qt::AlignRight : Qt::AlignLeft)));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Severity:
            return tr("Severity");
        case Line:
            return tr("Line");
        case Trap:
            return tr("Trap");
        default:
            return {};
    }
}

}  // namespace mirrorscope::ui::lint
