// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>
#include <vector>

#include "core/traffic/rows.h"
#include "ui/detail/shown_body.h"

namespace mirrorscope::ui::detail {

/// What led to a hit, from the point in the request to the bytes that matched. UI thread.
class HitStepsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Step, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Null: no rows. The hit is not kept. `body`: to tell what lies between its bytes and the match; may be
    /// null. `request`: whose hit it is, for what is hidden of it.
    void show(const traffic::HitRow* hit, std::size_t headBytes, const SharedBody& body = nullptr,
              const SharedRequest& request = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Line {
        QString step;
        QString value;
        bool isMatch = false;
        bool weak = false;
    };
    void addWay(const traffic::Hit& hit, std::size_t headBytes, const SharedBody& body);
    std::vector<Line> m_lines;
};

/// "bytes 52–93 of the body", "bytes 5–12 of the head", "offset unknown".
QString matchPlace(const traffic::Hit& hit, std::size_t headBytes);

}  // namespace mirrorscope::ui::detail
