// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of the request in the detail: what is hidden in them, and what is said when there is none.
#include "ui/detail/detail_pane.h"
#include "ui/detail/request_copier.h"
#include "ui/privacy/screen.h"
#include "ui/shell/conditions.h"
#include "ui/shell/main_window.h"
#include "ui/text/message_box.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireCopies() {
    detail::RequestCopier& copier = m_detail->copier();
    const auto on = [this, &copier](QAction* action, exchange::CopyForm form, bool withSecrets) {
        connect(action, &QAction::triggered, this, [this, &copier, form, withSecrets] {
            if (m_detail->request() != 0) {
                copier.copy(m_detail->request(), form, withSecrets);
            }
        });
    };
    on(m_actions.copyCurl, exchange::CopyForm::Curl, false);
    on(m_actions.copyJson, exchange::CopyForm::Json, false);
    on(m_actions.copyRaw, exchange::CopyForm::Raw, false);
    on(m_actions.copyCurlWithSecrets, exchange::CopyForm::Curl, true);
    on(m_actions.copyRawWithSecrets, exchange::CopyForm::Raw, true);
    m_detail->setCopyMenu(copyActions(m_actions));
    connect(&copier, &detail::RequestCopier::failed, this, [this](const base::Error& error) {
        text::openMessage(this, QMessageBox::Warning, QStringLiteral("dialog.copy-failed"),
                          tr("Nothing was copied"), errorWhat(error));
    });
    wireSecrets();
    applyPrivacy(m_services.settings.running);
}

void MainWindow::applyPrivacy(const config::Settings& settings) {
    const bool hides = settings.text("redact") == "on";
    const auto headers = settings.list("redact-headers");
    const auto parameters = settings.list("redact-parameters");
    const std::string pattern = settings.text("redact-pattern");
    m_detail->copier().setPrivacy({hides, headers, parameters, pattern});
    m_reportPrivacy = {hides, headers, parameters, pattern};
    privacy::Screen& screen = privacy::Screen::instance();
    screen.setRules({headers, parameters, pattern});
    screen.setHiding(settings.text("redact-screen") == "on");
    m_actions.hideSecrets->setChecked(screen.hides());
}

}  // namespace mirrorscope::ui::shell
