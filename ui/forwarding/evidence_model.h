// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>
#include <vector>

#include "core/api/header_queries.h"

namespace mirrorscope::ui::forwarding {

/// The newest requests that show a finding, with the header in question as received. UI thread.
class EvidenceModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Request, Time, Target, Value, Client, ColumnCount };
    enum Role { RequestIdRole = Qt::UserRole + 1 };  // qint64

    using QAbstractTableModel::QAbstractTableModel;

    void setEvidence(std::vector<api::FindingEvidence> evidence, const std::string& header);
    void setTimeZone(const QTimeZone& zone);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cellText(const api::FindingEvidence& one, int column) const;
    QString valueText(const api::FindingEvidence& one) const;

    std::vector<api::FindingEvidence> m_rows;
    std::string m_header;  // empty: about none
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

}  // namespace mirrorscope::ui::forwarding
