// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/api/header_queries.h"

namespace mirrorscope::ui::detail {

/// Who added which part of the headers that tell a request's way: an element of X-Forwarded-For a row, then
/// the other lines that proxies write. UI thread.
class HeaderPartsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Part, Value, WrittenBy, Forgeable, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setHeaders(const api::RequestHeaders& headers);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString part;
        QString value;
        QString writtenBy;
        QString why;
        bool isForgeable = true;
        bool isClient = false;  // whom the request is attributed to
    };
    void addElements(const api::RequestHeaders& headers);
    void addLines(const api::RequestHeaders& headers);

    std::vector<Row> m_rows;
};

}  // namespace mirrorscope::ui::detail
