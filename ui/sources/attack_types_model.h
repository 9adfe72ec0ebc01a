// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include "ui/sources/source_activity.h"

namespace mirrorscope::ui::sources {

/// Attack types of the last 24 hours, most frequent first, the rest as Other. UI thread.
class AttackTypesModel : public QAbstractListModel {
    Q_OBJECT

public:
    /// More bars cannot be told apart at a glance.
    static constexpr std::size_t kMostShown = 7;

    enum Role {
        CountRole = Qt::UserRole + 1,  // QString
        ShareRole,                     // double, of the most frequent one
        NameRole,                      // QString as filters use it; empty for the summed rest
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    void setSnapshot(const SourcesSnapshot& snapshot);

private:
    struct Row {
        QString title;
        QString name;
        std::uint64_t count = 0;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> m_rows;
};

}  // namespace mirrorscope::ui::sources
