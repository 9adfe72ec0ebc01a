// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>

#include "ui/shell/event_log.h"

namespace mirrorscope::ui::shell {

/// The log as a table, newest first. UI thread; the log outlives it.
class EventsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, What, Numbers, Action, Columns };

    explicit EventsModel(const EventLog& log, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Null for an invalid index.
    const Event* event(const QModelIndex& index) const;
    /// The log has other entries.
    void refresh();
    void setTimeZone(const QTimeZone& zone);

private:
    const EventLog& m_log;
    std::vector<Event> m_shown;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
};

QString eventActionText(EventAction action);

}  // namespace mirrorscope::ui::shell
