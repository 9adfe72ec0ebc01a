// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_table_model.h"

#include <algorithm>

#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::charts {

void RateTableModel::setData(RateData data, const QTimeZone& zone) {
    beginResetModel();
    m_data = std::move(data);
    m_zone = zone;
    m_refused = std::ranges::any_of(m_data.refused, [](std::uint64_t count) { return count > 0; });
    endResetModel();
}

int RateTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_data.buckets());
}

int RateTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_data.series.size()) + (m_refused ? 4 : 3);
}

RateTableModel::Column RateTableModel::columnOf(int section) const {
    const int series = static_cast<int>(m_data.series.size());
    if (section == 0) {
        return Column::Time;
    }
    if (section <= series) {
        return Column::Series;
    }
    return section == series + 1   ? Column::Requests
           : section == series + 2 ? Column::Attacks
                                   : Column::Refused;
}

QString RateTableModel::cell(std::size_t bucket, int section) const {
    const Column column = columnOf(section);
    if (column == Column::Time) {
        return text::clockText(m_data.timeOf(bucket), m_zone);
    }
    if (m_data.isGap(bucket)) {
        return column == Column::Requests ? tr("Listener off") : text::notApplicableText();
    }
    switch (column) {
        case Column::Series:
            return text::rateText(
                valueAt(m_data.series[static_cast<std::size_t>(section) - 1].perSecond, bucket));
        case Column::Requests:
            return text::rateText(m_data.total(bucket));
        case Column::Attacks:
            return m_data.attacks.empty() ? text::unknownText()
                                          : text::rateText(valueAt(m_data.attacks, bucket));
        default:
            return text::countText(bucket < m_data.refused.size() ? m_data.refused[bucket] : 0);
    }
}

QVariant RateTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((index.column() == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return cell(m_data.buckets() - 1 - static_cast<std::size_t>(index.row()), index.column());
}

QVariant RateTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (columnOf(section)) {
        case Column::Time:
            return tr("Time, %1").arg(text::zoneText(m_zone, m_data.start));
        case Column::Series:
            return m_data.series[static_cast<std::size_t>(section) - 1].name;
        case Column::Requests:
            return tr("Requests");
        case Column::Attacks:
            return tr("Attacks");
        default:
            return tr("Refused");
    }
}

}  // namespace mirrorscope::ui::charts
