// SPDX-License-Identifier: GPL-3.0-or-later
// The session that the window looks at, and the menu about it.
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/shell/events_panel.h"
#include "ui/shell/main_window.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireSession() {
    connect(m_actions.newSession, &QAction::triggered, m_session, &SessionCommands::askBegin);
    connect(m_actions.openSession, &QAction::triggered, m_session, &SessionCommands::askOpen);
    connect(m_actions.saveCopy, &QAction::triggered, m_session, &SessionCommands::askSaveCopy);
    connect(m_session, &SessionCommands::busyChanged, this, &MainWindow::refreshSessionActions);
    connect(m_session, &SessionCommands::begun, m_bridge, &live::LiveBridge::askStatus);
    refreshSessionActions();
}

void MainWindow::refreshSessionActions() {
    m_actions.newSession->setEnabled(m_session->mayBegin());
    m_actions.openSession->setEnabled(static_cast<bool>(m_services.openWindow));
    m_actions.saveCopy->setEnabled(!m_services.sessionFailure && m_session->maySave());
}

void MainWindow::followSession(const api::ServiceStatus& status) {
    if (status.session == m_session->session()) {
        return;
    }
    if (!m_session->session().empty()) {
        m_loader->reopen();
        m_longReads->reopen();
        m_trail.clear();
        m_events->clear();
        visit(0, false);
    }
    m_session->setSession(status.session);
}

}  // namespace mirrorscope::ui::shell
