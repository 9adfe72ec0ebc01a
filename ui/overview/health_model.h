// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <set>
#include <vector>

#include "core/traffic/mirror_health.h"
#include "ui/charts/chart_table.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::overview {

/// How well each mirror does (UI.md section 2). What nobody measured is "not probed" or "–", never 0. UI
/// thread.
class HealthModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        SourceColumn,
        RateColumn,
        HourColumn,
        RefusedColumn,
        LostColumn,
        TwiceColumn,
        P50Column,
        P95Column,
        P99Column,
        StateColumn,
        ColumnCount
    };
    enum Role {
        SourceIdRole = Qt::UserRole + 1,  // qint64
        HourRole,                         // std::vector<double>, requests a minute, oldest first
        BadRole,                          // bool: the number is set in Critical
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setHealth(std::vector<traffic::MirrorHealth> sources, base::WallTime now);
    /// Sources that should have sent by now.
    void setSilent(std::set<traffic::SourceId> silent);
    const traffic::MirrorHealth* health(const QModelIndex& index) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    charts::ChartTable table() const;

private:
    struct State {
        theme::Icon icon = theme::Icon::Ok;
        theme::Role role = theme::Role::Ok;
        QString words;
    };
    State stateOf(const traffic::MirrorHealth& row) const;
    QString text(const traffic::MirrorHealth& row, int column) const;
    QString plain(const traffic::MirrorHealth& row, int column) const;
    QString toolTip(const traffic::MirrorHealth& row, int column) const;
    QString probeWords(const traffic::ProbeCounts& probes) const;
    QString twiceWords(const traffic::MirrorHealth& row) const;
    QString spoken(const traffic::MirrorHealth& row) const;
    bool isUnnamed(const traffic::MirrorHealth& row) const;
    QString nameOf(traffic::SourceId id) const;

    std::vector<traffic::MirrorHealth> m_rows;
    std::set<traffic::SourceId> m_silent;
    base::WallTime m_now{};
};

}  // namespace mirrorscope::ui::overview
