// SPDX-License-Identifier: GPL-3.0-or-later
// What people decide in the window and what takes it back; how they have rows coloured.
#include "ui/live/decision_history.h"
#include "ui/live/live_bridge.h"
#include "ui/requests/mark_look.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/shell/colour_rules.h"
#include "ui/shell/conditions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"
#include "ui/text/message_box.h"
#include "ui/text/number_text.h"
#include "ui/theme/icons.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireDecisions() {
    connect(m_bridge, &live::LiveBridge::statusChanged, m_history,
            [this](const api::ServiceStatus& status) { m_history->setSession(status.session); });
    connect(&m_triage->requestsView(), &requests::RequestsView::markRequested, this, &MainWindow::mark);
    connect(m_history, &live::DecisionHistory::changed, m_triage->requestsView().requestsModel(),
            &requests::RequestsModel::readMarksAgain);
    connect(m_history, &live::DecisionHistory::failed, this,
            [this](const QString& what, const base::Error& error) {
                if (error.code == base::ErrorCode::Cancelled) {
                    return;
                }
                text::openMessage(this, QMessageBox::Warning, QStringLiteral("dialog.decision-failed"),
                                  tr("Not written: %1").arg(what), errorWhat(error));
            });
    m_colours = new ColourRulesKeeper(requests::ColourFile::standardFile(), m_triage->requestsView(), this);
    connect(m_actions.colourRules, &QAction::triggered, m_colours, &ColourRulesKeeper::openDialog);
    m_actions.undoDecision->setIcon(theme::icon(theme::Icon::Undo));
}

void MainWindow::mark(const std::vector<traffic::RequestId>& requests, traffic::Mark mark) {
    const QString word = requests::markLook(mark).word;
    const auto number = [](auto count) { return text::countText(static_cast<std::uint64_t>(count)); };
    const QString what = requests.size() == 1 ? tr("%1, request %2").arg(word, number(requests.front()))
                                              : tr("%1, %2 requests").arg(word, number(requests.size()));
    m_history->decide(live::markDecision(what, requests, mark));
}

}  // namespace mirrorscope::ui::shell
