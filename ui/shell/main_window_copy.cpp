// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of the request in the detail: what is hidden in them, and what is said when there is none.
#include "ui/attacks/attacks_view.h"
#include "ui/detail/detail_pane.h"
#include "ui/detail/request_copier.h"
#include "ui/forwarding/headers_page.h"
#include "ui/privacy/screen.h"
#include "ui/shell/conditions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/markdown_copier.h"
#include "ui/shell/triage_page.h"
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
    wireMarkdown();
    applyPrivacy(m_services.settings.running);
}

void MainWindow::wireMarkdown() {
    m_markdown = new MarkdownCopier(*m_loader, this);
    connect(m_markdown, &MarkdownCopier::failed, this, [this](const base::Error& error) {
        text::openMessage(this, QMessageBox::Warning, QStringLiteral("dialog.copy-failed"),
                          tr("Nothing was copied"), errorWhat(error));
    });
    connect(m_actions.copyMarkdown, &QAction::triggered, this, [this] { copyMarkdown(false); });
    connect(m_actions.copyMarkdownWithSecrets, &QAction::triggered, this, [this] { copyMarkdown(true); });
    connect(&m_triage->attacksView(), &attacks::AttacksView::markdownRequested, m_markdown,
            [this](traffic::AttackId id) { m_markdown->copyAttack(id, false); });
    connect(m_headers, &forwarding::HeadersPage::markdownRequested, m_markdown,
            [this](const traffic::Finding& finding, const std::string& source) {
                m_markdown->copyFinding(finding, source, false);
            });
}

/// Of what the eye is on: the finding in the Headers perspective, else the attack whose row is chosen.
void MainWindow::copyMarkdown(bool withSecrets) {
    if (m_perspective == Perspective::Headers) {
        if (const auto finding = m_headers->shownFinding()) {
            m_markdown->copyFinding(finding->first, finding->second, withSecrets);
        }
        return;
    }
    const traffic::AttackId id = m_triage->attacksView().selectedAttack();
    if (id != 0 && m_triage->view() == TriagePage::View::Attacks) {
        m_markdown->copyAttack(id, withSecrets);
    }
}

void MainWindow::applyPrivacy(const config::Settings& settings) {
    const redaction::Privacy privacy{settings.text("redact") == "on",
                                     {settings.list("redact-headers"), settings.list("redact-parameters"),
                                      settings.text("redact-pattern")}};
    m_detail->copier().setPrivacy(privacy);
    m_markdown->setPrivacy(privacy);
    m_reportPrivacy = privacy;
    privacy::Screen& screen = privacy::Screen::instance();
    screen.setRules(privacy.rules);
    screen.setHiding(settings.text("redact-screen") == "on");
    m_actions.hideSecrets->setChecked(screen.hides());
}

}  // namespace mirrorscope::ui::shell
