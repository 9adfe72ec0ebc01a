// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/http/head.h"
#include "ui/detail/shown_request.h"

namespace mirrorscope::ui::detail {

/// The header lines as received: order, case and repetition kept, trailers last. UI thread.
class HeadersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, Value, ColumnCount };
    enum Role {
        LineRole = Qt::UserRole + 1,  // QString, "Name: value" as shown text, for copying
        RawNameRole,   // QByteArray as received; invalid where no filter can ask: trailers, odd names
        RawValueRole,  // likewise
    };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const SharedRequest& request);
    /// Secrets are shown or hidden from now on.
    void showSecretsAnew();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line {
        http::Field field;
        bool isTrailer = false;
        std::size_t offset = 0;  // of the part that the field looks into, in the bytes of the request
    };
    QString numberText(int row) const;
    QString shown(const Line& line, std::string_view part, std::size_t limit) const;
    QVariant raw(const Line& line, std::string_view bytes) const;

    SharedRequest m_request;  // the lines look into it
    std::vector<Line> m_lines;
};

}  // namespace mirrorscope::ui::detail
