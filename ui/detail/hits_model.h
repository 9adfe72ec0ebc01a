// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "ui/detail/shown_request.h"

namespace mirrorscope::ui::detail {

/// The hits of a request: icon of the severity, rule id, message. UI thread.
class HitsModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void show(const SharedRequest& request);
    /// Null: no such row.
    const traffic::HitRow* hitAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    SharedRequest m_request;
};

}  // namespace mirrorscope::ui::detail
