// SPDX-License-Identifier: GPL-3.0-or-later
// The session that the window looks at, and the menu about it.
#include "ui/detail/detail_pane.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/shell/events_panel.h"
#include "ui/shell/main_window.h"
#include "ui/text/plain_label.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireSession() {
    connect(m_actions.newSession, &QAction::triggered, m_session, &SessionCommands::askBegin);
    connect(m_actions.openSession, &QAction::triggered, m_session, &SessionCommands::askOpen);
    connect(m_actions.saveCopy, &QAction::triggered, m_session, &SessionCommands::askSaveCopy);
    connect(m_actions.readAnew, &QAction::triggered, this, [this] {
        m_bridge->askStatus();  // the last one may be from before the first request
        m_session->askReadAnew(m_bridge->status());
    });
    connect(m_session, &SessionCommands::readAnewEnded, this, [this] {
        m_actions.refresh->trigger();
        m_detail->readAgain();
    });
    connect(m_session, &SessionCommands::busyChanged, this, &MainWindow::refreshSessionActions);
    connect(m_session, &SessionCommands::begun, m_bridge, &live::LiveBridge::askStatus);
    refreshSessionActions();
}

void MainWindow::refreshSessionActions() {
    m_actions.newSession->setEnabled(m_session->mayBegin());
    const QString reason = m_session->whyNotReadAnew();
    m_actions.readAnew->setEnabled(!m_services.sessionFailure && m_session->mayReadAnew());
    m_actions.readAnew->setToolTip(text::plainToolTip(reason));
    m_actions.readAnew->setStatusTip(reason);
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
