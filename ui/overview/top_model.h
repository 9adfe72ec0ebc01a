// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "core/query/syntax_tree.h"
#include "core/traffic/chart_tops.h"
#include "ui/charts/chart_table.h"

namespace mirrorscope::ui::overview {

/// The most frequent values of one kind: value, bar, count, share of all. Values are as received and hostile.
/// UI thread.
class TopModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { ValueColumn, CountColumn, ShareColumn, ColumnCount };
    enum Role {
        PartsRole = Qt::UserRole + 1,  // Parts, in the first column
        PathRole,                      // bool: the middle of the value may go
    };
    /// A part of a bar: of a source; of the longest bar.
    struct Part {
        traffic::SourceId source = 0;
        double share = 0;
        bool operator==(const Part&) const = default;
    };
    using Parts = std::vector<Part>;

    explicit TopModel(traffic::TopBy by, QObject* parent = nullptr);

    /// `attacks`: of the same values, where all requests were counted.
    void setList(const traffic::TopList& list, const traffic::TopList* attacks = nullptr);
    traffic::TopBy by() const { return m_by; }
    bool isApproximate() const { return m_list.approximate; }
    /// "and 1,204 of 88 other values", empty when there are none.
    QString restText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What "show only" of a row asks for: one condition, of endpoints two; none for what no filter can say.
    std::vector<query::Node> conditionsOf(const QModelIndex& index) const;
    charts::ChartTable table() const;

private:
    QString valueText(const traffic::TopEntry& entry) const;
    QString spoken(const traffic::TopEntry& entry) const;
    QString toolTip(const traffic::TopEntry& entry) const;
    std::uint64_t all() const;
    std::optional<std::uint64_t> attacksOf(const traffic::TopEntry& entry) const;

    traffic::TopBy m_by;
    traffic::TopList m_list;
    std::optional<traffic::TopList> m_attacks;
};

}  // namespace mirrorscope::ui::overview

Q_DECLARE_METATYPE(mirrorscope::ui::overview::TopModel::Parts)
