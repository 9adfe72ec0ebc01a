// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

#include "ui/shell/event_log.h"

class QTableView;

namespace mirrorscope::ui::shell {

class EventsModel;

/// Content of dock.events: what happened since the window was opened, and what one can do about it. UI
/// thread.
class EventsPanel : public QWidget {
    Q_OBJECT

public:
    explicit EventsPanel(QWidget* parent = nullptr);

    void noteStatus(const api::ServiceStatus& status, base::WallTime at);
    void noteSources(const std::vector<SourceState>& sources, base::WallTime at);
    /// Another session: what happened there is over.
    void clear();
    void setTimeZone(const QTimeZone& zone);

signals:
    void actionChosen(const mirrorscope::ui::shell::Event& event);

private:
    void choose(const QModelIndex& index);

    EventLog m_log;
    EventsModel* m_model;
    QTableView* m_table;
};

}  // namespace mirrorscope::ui::shell
