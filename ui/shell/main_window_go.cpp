// SPDX-License-Identifier: GPL-3.0-or-later
// How the window gets from one request to another, and the keyboard from one pane to the next.
#include <QDockWidget>

#include "ui/attacks/attacks_view.h"
#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_state.h"
#include "ui/forwarding/headers_page.h"
#include "ui/live/live_bridge.h"
#include "ui/overview/overview_page.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/requests_view.h"
#include "ui/shell/around_panel.h"
#include "ui/shell/go_to_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"
#include "ui/shell/window_bars.h"
#include "ui/sources/sources_panel.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireGo() {
    const auto on = [this](QAction* action, auto&& what) {
        connect(action, &QAction::triggered, this, what);
    };
    on(m_actions.goToId, [this] { openGoTo(); });
    on(m_actions.around, [this] { showAround(m_detail->request()); });
    on(m_actions.clientAround, [this] { showClientAround(m_detail->request()); });
    connect(&m_triage->attacksView(), &attacks::AttacksView::clientAroundRequested, this,
            &MainWindow::showClientAround);
    connect(&m_triage->requestsView(), &requests::RequestsView::clientAroundRequested, this,
            &MainWindow::showClientAround);
    on(m_actions.back, [this] { revisit(m_trail.back()); });
    on(m_actions.forward, [this] { revisit(m_trail.forward()); });
    on(m_actions.nextPane, [this] { nextPane(); });
    on(m_actions.newest, [this] {
        showTables();
        m_triage->showTable(TriagePage::View::Requests);
        m_triage->requestsView().jumpToNewest();
    });
    connect(m_around, &AroundPanel::requestChosen, this, &MainWindow::goTo);
    m_actions.around->setEnabled(false);
    m_actions.clientAround->setEnabled(false);
    m_actions.back->setEnabled(false);
    m_actions.forward->setEnabled(false);
}

void MainWindow::openGoTo() {
    GoToDialog dialog(
        m_bridge->status().lastRequest, [this](traffic::RequestId id) { return isHiddenByFilter(id); }, this);
    connect(&dialog, &GoToDialog::chosen, this, &MainWindow::goTo);
    connect(&dialog, &GoToDialog::chosenWithoutFilter, this, [this](traffic::RequestId id) {
        m_filter->setTimePinned(false);  // a pinned range would still hide it
        m_actions.clearFilter->trigger();
        goTo(id);
    });
    connect(&dialog, &GoToDialog::aroundChosen, this, [this](traffic::RequestId id) {
        goTo(id);
        showAround(id);
    });
    dialog.exec();
}

bool MainWindow::isHiddenByFilter(traffic::RequestId id) const {
    // Without a filter a row that is missing has only just come.
    return !m_filter->filter().isEmpty() && m_triage->requestsView().requestsModel()->rowOf(id) < 0;
}

void MainWindow::goTo(traffic::RequestId id) {
    showTables();
    m_triage->showTable(TriagePage::View::Requests);
    // Behind a filter the row may be missing; the request itself is shown all the same.
    m_triage->requestsView().goTo(id);
    showDetail(id, false);
}

void MainWindow::showAround(traffic::RequestId id) {
    openAround();
    m_around->setRequest(id);
}

void MainWindow::showClientAround(traffic::RequestId id) {
    openAround();
    m_around->showClient(id);
}

void MainWindow::openAround() {
    m_aroundWanted = true;
    refreshDocks();
    sizeDocks();
    m_around->table()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::visit(traffic::RequestId id, bool isAttack) {
    if (id != 0) {
        m_trail.visit({id, isAttack}, std::chrono::steady_clock::now());
    }
    m_actions.around->setEnabled(id != 0);
    m_actions.clientAround->setEnabled(id != 0);
    m_actions.back->setEnabled(m_trail.hasBack());
    m_actions.forward->setEnabled(m_trail.hasForward());
}

void MainWindow::revisit(const std::optional<RequestTrail::Visit>& to) {
    if (!to) {
        return;
    }
    if (to->isAttack) {
        showTables();
        m_triage->showTable(TriagePage::View::Attacks);
        showDetail(to->id, true);
    } else {
        goTo(to->id);
    }
}

void MainWindow::nextPane() {
    QList<QWidget*> panes{m_toolBar, m_sources, m_triage->filterBar().focusTarget(), m_triage->table()};
    panes += m_headers->panes();
    panes += m_charts->panes();
    panes += {m_around, m_detail};
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focusWidget() != nullptr &&
            (panes[i] == focusWidget() || panes[i]->isAncestorOf(focusWidget()))) {
            at = i;
        }
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget* pane = panes[(at + step) % panes.size()];
        if (!pane->isVisible()) {
            continue;
        }
        if (pane == m_around) {
            pane = m_around->table();
        } else if (pane->focusPolicy() == Qt::NoFocus) {
            for (QWidget* child : pane->findChildren<QWidget*>()) {
                if (child->isVisible() && child->isEnabled() && (child->focusPolicy() & Qt::TabFocus) != 0) {
                    pane = child;
                    break;
                }
            }
        }
        pane->setFocus(Qt::TabFocusReason);
        return;
    }
}

}  // namespace mirrorscope::ui::shell
