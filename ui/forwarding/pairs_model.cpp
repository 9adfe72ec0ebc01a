// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forwarding/pairs_model.h"

#include <chrono>
#include <utility>

#include "ui/privacy/shown_secrets.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::forwarding {
namespace {

QVariant alignment(bool isNumber) {
    return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft)));
}

QString betweenText(std::chrono::microseconds between) {
    const bool isEarlier = between.count() < 0;
    return (isEarlier ? QStringLiteral("−") : QStringLiteral("+")) +
           text::lagText(isEarlier ? -between : between);
}

}  // namespace

void PairsModel::setRows(std::vector<PairsFound::Row> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void PairsModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    if (!m_rows.empty()) {
        emit dataChanged(index(0, Time), index(rowCount() - 1, Time));
    }
}

const doctor::RequestPair* PairsModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].pair : nullptr;
}

int PairsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PairsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant PairsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const PairsFound::Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto textOf = [&] {
        return index.column() == Time   ? text::clockText(row.time, m_zone)
               : index.column() == What ? privacy::shownTarget(row.what, {})
                                        : betweenText(row.pair.between);
    };
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return textOf();
        case Qt::ToolTipRole:
            return text::plainToolTip(textOf());
        case Qt::TextAlignmentRole:
            return alignment(index.column() == Between);
        default:
            return {};
    }
}

QVariant PairsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return alignment(section == Between);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Time ? tr("Time") : section == What ? tr("Method, path") : tr("B after A");
}

void PairTotalsModel::setRows(std::vector<api::FieldDifference> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int PairTotalsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PairTotalsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

QVariant PairTotalsModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const api::FieldDifference& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return index.column() == Field ? tr("%1 differs").arg(text::shownText(row.what))
                                           : text::countText(row.pairs);
        case Qt::ToolTipRole:
            return text::plainToolTip(text::shownText(row.what));
        case Qt::TextAlignmentRole:
            return alignment(index.column() == Pairs);
        default:
            return {};
    }
}

QVariant PairTotalsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return alignment(section == Pairs);
    }
    return role == Qt::DisplayRole ? QVariant(section == Field ? tr("Field") : tr("Pairs")) : QVariant();
}

}  // namespace mirrorscope::ui::forwarding
