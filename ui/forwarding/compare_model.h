// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "core/api/header_queries.h"

namespace mirrorscope::ui::forwarding {

using SharedComparison = std::shared_ptr<const api::RequestComparison>;

/// Two requests line by line: what each has, as received, and how it differs. UI thread.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { LineA, LineB, Field, ValueA, ValueB, Kind, ColumnCount };

    struct Choice {
        bool onlyDifferences = false;
        bool ignoresOrderAndCase = false;
        bool operator==(const Choice&) const = default;
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// nullptr: none.
    void setComparison(const SharedComparison& comparison);
    void setChoice(const Choice& choice);
    const Choice& choice() const { return m_choice; }
    const SharedComparison& comparison() const { return m_comparison; }
    /// nullptr: outside.
    const doctor::Difference* at(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// As it counts under the choice.
    doctor::Difference::Kind kindOf(const doctor::Difference& one) const;
    QString valueText(const doctor::Difference& one, bool ofB) const;
    bool hidesEqual(const doctor::Difference& one) const;
    QString kindText(const doctor::Difference& one) const;
    QString cellText(const doctor::Difference& one, int column) const;
    QVariant backOf(const doctor::Difference& one, int column) const;
    void collect();

    SharedComparison m_comparison;
    Choice m_choice;
    std::vector<std::size_t> m_rows;  // places in the comparison
};

/// "15 fields: 4 differ in value, 3 only in A, …".
QString comparisonCounts(const api::RequestComparison& comparison);
/// The name of a line for people: parts that are no header have words.
QString fieldText(const doctor::Difference& one);
/// Who writes that header at A and B, and what it is for: a paragraph each.
QStringList explanationOf(const doctor::Difference& one, const api::RequestComparison& comparison);

}  // namespace mirrorscope::ui::forwarding
