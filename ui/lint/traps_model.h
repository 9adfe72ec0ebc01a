// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/lint/lint_runner.h"

namespace mirrorscope::ui::lint {

/// The traps of the last answer by line, a row each. UI thread.
class TrapsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Severity, Line, Trap, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// nullptr, or one that could not be read: no rows.
    void setAnswer(SharedAnswer answer);

    /// nullptr when there is no such row.
    const snippets::lint::LintFinding* at(int row) const;
    /// In the text, from 1; 0: no such row.
    std::size_t lineAt(int row) const;
    /// The first trap at that line or behind it; -1: none.
    int rowFrom(std::size_t line) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cellText(int row, int column) const;

    SharedAnswer m_answer;
    std::vector<std::size_t> m_order;  // of the findings, by their lines in the text
};

}  // namespace mirrorscope::ui::lint
