// SPDX-License-Identifier: GPL-3.0-or-later
// Triage in the window: who decides about the selected rows, and who learns of it.
#include "ui/attacks/attacks_model.h"
#include "ui/attacks/attacks_view.h"
#include "ui/detail/detail_pane.h"
#include "ui/live/decision_history.h"
#include "ui/live/decision_watch.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/shell/conditions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_desk.h"
#include "ui/shell/triage_page.h"
#include "ui/text/message_box.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireTriage() {
    m_desk = new TriageDesk({*m_triage, *m_filter, *m_bridge, *m_history, *m_runner, *m_longReads}, this);
    m_desk->setChoices(triageActions(m_actions));
    for (std::size_t state = 0; state < m_actions.triage.size(); ++state) {
        connect(m_actions.triage[state], &QAction::triggered, m_desk,
                [this, state] { m_desk->decide(static_cast<traffic::TriageState>(state)); });
    }
    connect(m_actions.selectMatching, &QAction::triggered, m_desk, &TriageDesk::chooseMatching);
    connect(m_desk, &TriageDesk::failed, this, [this](const QString& what, const base::Error& error) {
        text::openMessage(this, QMessageBox::Warning, QStringLiteral("dialog.decision-failed"), what,
                          errorWhat(error));
    });
    m_triage->attacksView().setRowActions(triageActions(m_actions));
    m_triage->requestsView().setRowActions(triageActions(m_actions));

    auto* watch = new live::DecisionWatch(*m_loader, this);
    connect(m_history, &live::DecisionHistory::triageChanged, watch, &live::DecisionWatch::look);
    connect(watch, &live::DecisionWatch::changed, m_triage->attacksView().attacksModel(),
            &attacks::AttacksModel::readTriageAgain);
    connect(watch, &live::DecisionWatch::changed, m_triage->requestsView().requestsModel(),
            &requests::RequestsModel::recheckDecisions);
    connect(watch, &live::DecisionWatch::changed, m_detail, &detail::DetailPane::readAgain);
    wireNotes();
}

void MainWindow::wireNotes() {
    const auto about = [](const QString& what, traffic::RequestId request) {
        return tr("%1, request %2").arg(what, text::countText(static_cast<std::uint64_t>(request)));
    };
    const auto ids = std::make_shared<live::NoteIds>();
    connect(m_detail, &detail::DetailPane::tagRequested, this,
            [this, about](const std::string& name, bool isSet) {
                const traffic::RequestId id = m_detail->request();
                const QString what = (isSet ? tr("Tag %1") : tr("Remove tag %1")).arg(text::shownText(name));
                m_history->decide(live::tagDecision(about(what, id), {id}, name, isSet));
            });
    connect(m_detail, &detail::DetailPane::noteRequested, this, [this, about, ids](const std::string& note) {
        const traffic::RequestId id = m_detail->request();
        m_history->decide(live::addNoteDecision(about(tr("Add note"), id), id, note, ids));
    });
    connect(m_detail, &detail::DetailPane::noteRemovalRequested, this,
            [this, about, ids](const traffic::Note& note) {
                const traffic::RequestId id = m_detail->request();
                m_history->decide(live::removeNoteDecision(about(tr("Remove note"), id), id, note, ids));
            });
    connect(m_history, &live::DecisionHistory::changed, this,
            [this](const std::vector<traffic::RequestId>& requests) {
                if (std::ranges::find(requests, m_detail->request()) != requests.end()) {
                    m_detail->readAgain();
                }
                m_triage->requestsView().requestsModel()->recheckDecisions();
            });
}

}  // namespace mirrorscope::ui::shell
