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
        UnnamedRole,                      // bool: it waits for a name
        RateRole,                         // QString
        AttacksRole,                      // QString
        ActivityRole,                     // std::vector<double>
    };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// A new name is asked for by renameAsked(); the row shows it when it is stored.
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    void setSnapshot(const SourcesSnapshot& snapshot);
    /// Since when copies would have been received; unset: nobody listens, and no source is called silent.
    void setListening(std::optional<base::WallTime> since);
    void setCanName(bool canName);

    /// Null for an invalid index; valid until the next snapshot.
    const SourceSummary* summary(const QModelIndex& index) const;
    QModelIndex indexOf(traffic::SourceId id) const;

signals:
    void renameAsked(mirrorscope::traffic::SourceId source, const QString& name);

private:
    bool isSilentRow(const SourceSummary& row) const;
    QString stateText(const SourceSummary& row) const;
    QString spokenText(const SourceSummary& row) const;
    QString toolTip(const SourceSummary& row) const;
    void refresh();

    std::optional<base::WallTime> m_listeningSince = base::WallTime{};
    bool m_canName = false;
    std::vector<SourceSummary> m_rows;
    base::WallTime m_now{};
};

}  // namespace mirrorscope::ui::sources
