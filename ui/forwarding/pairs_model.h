// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>
#include <vector>

#include "core/api/header_queries.h"

namespace mirrorscope::ui::forwarding {

/// Requests that came through two sources, with what the list shows of them.
struct PairsFound {
    struct Row {
        doctor::RequestPair pair;
        base::WallTime time{};
        std::string what;  // method and target, as received
    };
    std::uint64_t pairs = 0;
    std::uint64_t alone = 0;  // on both sides
    std::uint64_t ambiguous = 0;
    std::vector<Row> newest;
    api::PairDifferences differences;
};

/// The newest pairs, newest first. UI thread.
class PairsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, What, Between, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<PairsFound::Row> rows);
    void setTimeZone(const QTimeZone& zone);
    const doctor::RequestPair* at(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<PairsFound::Row> m_rows;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

/// In how many of all pairs a field differs. UI thread.
class PairTotalsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Field, Pairs, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<api::FieldDifference> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<api::FieldDifference> m_rows;
};

}  // namespace mirrorscope::ui::forwarding
