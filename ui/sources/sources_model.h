// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "ui/sources/source_activity.h"

namespace mirrorscope::ui::sources {

/// The sources of a session in the order of their first request. UI thread.
class SourcesModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        SourceIdRole = Qt::UserRole + 1,  // qint64
        NameRole,                         // QByteArray as received
        KindRole,                         // int of traffic::SourceKind
        StateRole,                        // QString: version, or what is wrong
        SilentRole,                       // bool
        RateRole,                         // QString
        AttacksRole,                      // QString
        ActivityRole,                     // std::vector<double>
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void setSnapshot(const SourcesSnapshot& snapshot);

private:
    std::vector<SourceSummary> m_rows;
    base::WallTime m_now{};
};

}  // namespace mirrorscope::ui::sources
