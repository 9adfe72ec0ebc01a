// SPDX-License-Identifier: GPL-3.0-or-later
// The check of a proxy's configuration, which looks at no session.
#include "ui/lint/lint_dialog.h"
#include "ui/shell/main_window.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireLint() {
    connect(m_actions.checkConfiguration, &QAction::triggered, this, [this] {
        if (m_lint == nullptr) {
            m_lint = new lint::LintDialog(this);
        }
        m_lint->show();
        m_lint->raise();
        m_lint->activateWindow();
    });
}

}  // namespace mirrorscope::ui::shell
