// SPDX-License-Identifier: GPL-3.0-or-later
// Demo traffic leaves the session: what the window does before and behind it.
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/shell/main_window.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireDemoRemoval() {
    connect(m_actions.removeDemo, &QAction::triggered, this,
            [this] { m_session->askRemoveDemo(m_services.demo.isRunning()); });
    connect(m_session, &SessionCommands::demoRemovalBegins, this, [this] {
        m_services.demo.stop();
        m_bridge->askStatus();
    });
    // As with another session: ids of requests, attacks and sources that are held may be of what went.
    connect(m_session, &SessionCommands::demoRemoved, this, [this] {
        m_demoWasSent = false;
        m_loader->reopen();
        m_longReads->reopen();
        m_trail.clear();
        showDetail(0, false);
        m_bridge->tellRewritten();
        m_actions.refresh->trigger();
    });
}

}  // namespace mirrorscope::ui::shell
