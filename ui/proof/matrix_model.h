// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/probe/proof.h"
#include "core/probe/proof_run.h"
#include "ui/theme/palette.h"

namespace mirrorscope::ui::proof {

/// The probe matrix (UI.md section 2): a row a kind of probe. Fills while probes run; what is only known in
/// the end is "–" until then. UI thread.
class MatrixModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        ResultColumn,
        ProbeColumn,
        SentColumn,
        ArrivedColumn,
        LostColumn,
        DuplicateColumn,
        LateColumn,
        P50Column,
        P95Column,
        BodyColumn,
        HeadersColumn,
        ColumnCount
    };
    enum Role {
        ToneRole = Qt::UserRole + 1,  // int of theme::Role
        StrongRole,                   // bool: the word or number that decides
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// What is going to be sent, `count` of each; empty: all kinds.
    void setPlan(std::vector<probe::ProbeKind> kinds, std::size_t count);
    void setProgress(const probe::RunProgress& progress);
    void setProof(const probe::Proof& proof);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const probe::ProbeRow& row, int column) const;
    QString resultText(const probe::ProbeRow& row) const;
    QString toolTip(const probe::ProbeRow& row, int column) const;
    QString spoken(const probe::ProbeRow& row) const;
    theme::Role tone(const probe::ProbeRow& row, int column) const;
    bool isStrong(const probe::ProbeRow& row, int column) const;
    QVariant icon(const probe::ProbeRow& row) const;
    void setRows(std::vector<probe::ProbeRow> rows, bool isFinal);

    std::vector<probe::ProbeRow> m_rows;
    bool m_isFinal = false;
    std::size_t m_count = 0;     // of each kind
    std::size_t m_promised = 0;  // headers
};

}  // namespace mirrorscope::ui::proof
