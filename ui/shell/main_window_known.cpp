// SPDX-License-Identifier: GPL-3.0-or-later
// Known sources in the window: the switch that hides them, their dialog, their names in the detail.
#include "ui/known/known_detail.h"
#include "ui/live/live_bridge.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/shell/known_keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"

namespace mirrorscope::ui::shell {
namespace {

/// Of the log of decisions: a rule makes one a day.
constexpr std::size_t kLoggedDecisions = 10'000;

}  // namespace

void MainWindow::wireKnown() {
    const auto decisions = [this] {
        return m_services.decisions.decisions(m_services.mirror.status().session, kLoggedDecisions);
    };
    m_known = new KnownKeeper(*m_loader, decisions, this);
    known::KnownList& list = m_known->list();
    list.setHiding(m_store.hidesKnown());
    m_triage->setKnown(list, *m_loader);
    m_detail->setKnownAs([&list](const traffic::RequestDetail& detail) {
        const base::WallTime now = list.now();
        return known::namesOf(list.inForce(), detail, {now, standing::localZone(now)})
            .join(QStringLiteral(", "));
    });
    connect(m_actions.knownSources, &QAction::triggered, m_known, &KnownKeeper::openDialog);
    connect(m_actions.hideKnown, &QAction::toggled, &list, &known::KnownList::setHiding);
    const auto follow = [this, &list] {
        m_actions.hideKnown->setChecked(list.isHiding());
        m_store.setHidesKnown(list.isHiding());
        m_detail->refreshOverview();
    };
    connect(&list, &known::KnownList::changed, this, follow);
    m_actions.hideKnown->setChecked(list.isHiding());
    connect(m_known, &KnownKeeper::problemsChanged, m_bridge, &live::LiveBridge::askStatus);
    connect(&m_triage->requestsView(), &requests::RequestsView::knownSourceWanted, m_known,
            &KnownKeeper::openWith);
}

}  // namespace mirrorscope::ui::shell
