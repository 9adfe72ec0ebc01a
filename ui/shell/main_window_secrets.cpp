// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets on the screen: the menu's switch, where it is kept, and views that have to be painted anew.
#include <QAbstractItemView>
#include <QApplication>
#include <array>

#include "core/config/settings_file.h"
#include "ui/arrivals/arrivals_panel.h"
#include "ui/forwarding/headers_page.h"
#include "ui/live/live_bridge.h"
#include "ui/privacy/screen.h"
#include "ui/shell/conditions.h"
#include "ui/shell/main_window.h"
#include "ui/text/message_box.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireSecrets() {
    connect(m_actions.hideSecrets, &QAction::triggered, this, &MainWindow::keepHiding);
    connect(&privacy::Screen::instance(), &privacy::Screen::changed, this, &MainWindow::showSecretsAnew);
}

/// The setting, and what the settings' page shows next.
void MainWindow::keepHiding(bool hiding) {
    privacy::Screen& screen = privacy::Screen::instance();
    screen.hideAgain();
    screen.setHiding(hiding);
    const std::filesystem::path& file = m_services.settings.file;
    if (file.empty()) {
        return;
    }
    // What options say counts in this run only; the file is for the next ones.
    const std::array changes{
        config::SettingChange{"redact-screen", hiding ? std::nullopt : std::optional<std::string>("off")}};
    if (const auto written = config::writeSettings(file, changes); !written) {
        text::openMessage(this, QMessageBox::Warning, QStringLiteral("dialog.hide-secrets-failed"),
                          tr("The choice is not kept"), errorWhat(written.error()));
    }
}

/// Models make their texts while they are asked, so that painting is enough for them.
void MainWindow::showSecretsAnew() {
    m_actions.hideSecrets->setChecked(privacy::Screen::instance().hides());
    for (QWidget* window : QApplication::topLevelWidgets()) {
        for (QAbstractItemView* view : window->findChildren<QAbstractItemView*>()) {
            view->viewport()->update();
        }
    }
    m_headers->readAgain();
    if (m_arrivals != nullptr) {
        m_arrivals->setStatus(m_bridge->status());
    }
}

}  // namespace mirrorscope::ui::shell
