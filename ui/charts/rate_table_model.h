// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>

#include "ui/charts/rate_data.h"

namespace mirrorscope::ui::charts {

/// The data table twin of a RateChart (T): a row a bucket, newest first; time, a column a series, Requests,
/// Attacks and, when there were any, Refused. A bucket in which nobody listened says so instead of 0. UI
/// thread.
class RateTableModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// As folded by the chart: pass RateChart::data().
    void setData(RateData data, const QTimeZone& zone);
    using QAbstractTableModel::setData;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    enum class Column : std::uint8_t { Time, Series, Requests, Attacks, Refused };
    Column columnOf(int section) const;
    QString cell(std::size_t bucket, int section) const;

    RateData m_data;
    QTimeZone m_zone = QTimeZone::utc();
    bool m_refused = false;
};

}  // namespace mirrorscope::ui::charts
