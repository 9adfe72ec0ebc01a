// SPDX-License-Identifier: GPL-3.0-or-later
// The Headers and Charts perspectives have centres of their own; what leads from them to requests and back.
#include <QDockWidget>
#include <QStackedWidget>
#include <algorithm>

#include "ui/detail/detail_pane.h"
#include "ui/forwarding/headers_page.h"
#include "ui/live/decision_history.h"
#include "ui/overview/overview_page.h"
#include "ui/requests/requests_view.h"
#include "ui/shell/first_start_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {

QWidget* MainWindow::centre() const {
    switch (m_perspective) {
        case Perspective::Headers:
            return m_headers;
        case Perspective::Charts:
            return m_charts;
        default:
            return m_triage;
    }
}

bool MainWindow::isAtFirstStart() const {
    return m_pages->currentWidget() == static_cast<QWidget*>(m_firstStart);
}

void MainWindow::wireHeaders() {
    connect(m_actions.compare, &QAction::triggered, this, &MainWindow::compareSelected);
    connect(m_headers, &forwarding::HeadersPage::requestChosen, this,
            [this](traffic::RequestId id) { showDetail(id, false); });
    connect(m_detail, &detail::DetailPane::findingActivated, this, [this](traffic::FindingId id) {
        setPerspective(Perspective::Headers);
        m_headers->openFinding(id);
    });
    connect(m_headers, &forwarding::HeadersPage::muteAsked, this,
            [this](const traffic::Finding& finding, const std::optional<traffic::FindingMute>& mute) {
                // The page may show another one than the dialog was about.
                const auto key = mute ? mute->key : traffic::FindingKey{finding.source, finding.code};
                const QString code = text::shownText(key.code);
                m_history->decide(live::muteDecision(
                    mute ? tr("Mute %1").arg(code) : tr("Unmute %1").arg(code), key, mute));
            });
    connect(m_headers, &forwarding::HeadersPage::baselineAsked, this,
            [this](const QString& what, const std::vector<traffic::SourceBaseline>& baselines) {
                m_history->decide(live::baselineDecision(what, baselines));
            });
    connect(m_headers, &forwarding::HeadersPage::requestActivated, this, [this](traffic::RequestId id) {
        showDetail(id, false);
        m_detailWanted = true;
        refreshDocks();
        m_detail->setFocus(Qt::OtherFocusReason);
    });
    connect(m_headers, &forwarding::HeadersPage::requestsWanted, this, [this] {
        showTables();
        m_triage->setView(TriagePage::View::Requests);
        m_triage->table()->setFocus(Qt::OtherFocusReason);
    });
}

void MainWindow::compareSelected() {
    constexpr int kMostCompared = 50;
    auto requests = m_triage->requestsView().selectedRequests(kMostCompared);
    std::erase(requests, 0);  // rows that are still being read
    if (requests.size() < 2) {
        setPerspective(Perspective::Headers);
        m_headers->askCompare(requests.empty() ? m_detail->request() : requests.front());
        return;
    }
    // The one that came first is the reference.
    std::ranges::sort(requests);
    setPerspective(Perspective::Headers);
    m_headers->compare(requests);
}

/// Where requests and attacks are listed; the perspective that shows none of them gives way.
void MainWindow::showTables() {
    if (m_perspective == Perspective::Headers || m_perspective == Perspective::Charts) {
        setPerspective(Perspective::Triage);
    }
}

}  // namespace mirrorscope::ui::shell
