// SPDX-License-Identifier: GPL-3.0-or-later
// What the window does about listeners and demo traffic.
#include <algorithm>

#include "ui/live/live_bridge.h"
#include "ui/settings/settings_dialog.h"
#include "ui/shell/listener_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/sources/sources_panel.h"

namespace mirrorscope::ui::shell {
namespace {

const api::ListenerStatus* firstRunning(const api::ServiceStatus& status) {
    const auto found = std::ranges::find(status.listeners, true, &api::ListenerStatus::listening);
    return found == status.listeners.end() ? nullptr : &*found;
}

}  // namespace

void MainWindow::wireListener() {
    connect(m_actions.startListening, &QAction::triggered, this, &MainWindow::startListening);
    connect(m_actions.stopListening, &QAction::triggered, this, &MainWindow::stopListening);
    connect(m_actions.listenerSettings, &QAction::triggered, this, [this] { openListenerDialog({}); });
    connect(m_actions.startDemo, &QAction::triggered, this, &MainWindow::startDemo);
    connect(m_actions.stopDemo, &QAction::triggered, this, [this] { remedy(Remedy::StopDemo, {}); });
}

void MainWindow::refreshListenerActions(const api::ServiceStatus& status) {
    const bool listening = firstRunning(status) != nullptr;
    const bool usable = !m_services.sessionFailure && !status.attached;
    const bool demo = m_services.demo.isRunning();
    m_actions.startListening->setEnabled(usable && !listening);
    m_actions.stopListening->setEnabled(listening);
    m_actions.listenerSettings->setEnabled(usable);
    m_actions.startDemo->setEnabled(listening && !demo);
    m_actions.stopDemo->setEnabled(demo);
    m_actions.removeDemo->setEnabled(usable && m_session->mayBegin() && status.lastRequest > 0);
}

void MainWindow::startListening() {
    // Where it listened last, else where the settings say.
    const api::ServiceStatus status = m_services.mirror.status();
    for (const api::ListenerAddress& wanted : m_services.listeners) {
        const auto known = std::ranges::find_if(status.listeners, [&wanted](const api::ListenerStatus& one) {
            return one.address.name == wanted.name;
        });
        // A failure shows as a banner: status() keeps it.
        static_cast<void>(
            m_services.mirror.listen(known == status.listeners.end() ? wanted : known->address));
    }
    m_bridge->askStatus();
}

void MainWindow::stopListening() {
    m_services.demo.stop();
    for (const api::ListenerStatus& listener : m_services.mirror.status().listeners) {
        m_services.mirror.stopListening(listener.address.name);
    }
    m_bridge->askStatus();
}

void MainWindow::startDemo() {
    m_demoFailure.reset();
    for (const api::ListenerStatus& listener : m_services.mirror.status().listeners) {
        if (!listener.listening) {
            continue;
        }
        const auto started = m_services.demo.start(listener.address);
        m_demoFailure = started.has_value() ? std::nullopt : std::optional(started.error());
        if (!m_demoFailure) {
            m_demoWasSent = true;
            break;
        }
    }
    m_bridge->askStatus();
}

void MainWindow::remedy(Remedy remedy, const std::string& listener) {
    switch (remedy) {
        case Remedy::ListenerSettings:
            openListenerDialog(listener);
            return;
        case Remedy::TryListening:
            startListening();
            return;
        case Remedy::StopDemo:
            m_services.demo.stop();
            m_bridge->askStatus();
            return;
        case Remedy::RemoveDemo:
            m_actions.removeDemo->trigger();
            return;
        case Remedy::Keys:
            m_actions.keys->trigger();
            return;
        case Remedy::UndoDeleteView:
            m_actions.undoDeleteView->trigger();
            return;
        case Remedy::UndoSource:
            m_sources->edits().undo();
            return;
        case Remedy::Retention:
            openSettings(settings::PageId::Retention);
            return;
    }
}

void MainWindow::openListenerDialog(const std::string& listener) {
    ListenerDialog dialog(m_services.mirror, this);
    if (!listener.empty()) {
        dialog.setListener(listener);
    }
    connect(&dialog, &ListenerDialog::applied, m_bridge, &live::LiveBridge::askStatus);
    dialog.exec();
}

}  // namespace mirrorscope::ui::shell
