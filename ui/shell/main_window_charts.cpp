// SPDX-License-Identifier: GPL-3.0-or-later
// What leads from the Charts perspective to the rest of the window.
#include <QDockWidget>

#include "ui/filter/filter_bar.h"
#include "ui/overview/overview_page.h"
#include "ui/shell/chart_area.h"
#include "ui/shell/events_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"
#include "ui/sources/sources_panel.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireCharts() {
    using overview::OverviewPage;
    m_charts->filterBar().setValues(m_triage->valueProvider());
    m_charts->setSpanMinutes(m_store.chartSpanMinutes());
    m_charts->setExportFolder(m_store.chartFolder());
    // Both charts of rates are one to a person.
    const auto keepSpan = [this](int minutes) {
        m_store.setChartSpanMinutes(minutes);
        m_triage->chart().setSpanMinutes(minutes);
        m_charts->setSpanMinutes(minutes);
    };
    connect(&m_triage->chart(), &ChartArea::spanChosen, this, keepSpan);
    connect(m_charts, &OverviewPage::spanChosen, this, keepSpan);
    connect(m_charts, &OverviewPage::exportFolderChosen, this,
            [this](const QString& folder) { m_store.setChartFolder(folder); });
    connect(m_charts, &OverviewPage::requestsWanted, this, [this] {
        showTables();
        m_triage->setView(TriagePage::View::Requests);
        m_triage->table()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_charts, &OverviewPage::attacksWanted, this, [this] {
        showTables();
        m_triage->setView(TriagePage::View::Attacks);
        m_triage->table()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_charts, &OverviewPage::findingsWanted, this, [this](traffic::SourceId source) {
        source != 0 ? showFindings(source) : setPerspective(Perspective::Headers);
    });
    connect(m_charts, &OverviewPage::refusalsWanted, this, [this] {
        if (m_eventsDock->isHidden()) {
            m_actions.showEvents->trigger();
        }
    });
    connect(m_charts, &OverviewPage::listeningWanted, this, &MainWindow::startListening);
}

void MainWindow::noteSilent() {
    std::set<traffic::SourceId> silent;
    for (const sources::SourceSummary* summary : m_sources->summaries()) {
        if (m_sources->isSilent(summary->source.id)) {
            silent.insert(summary->source.id);
        }
    }
    m_charts->setSilent(silent);
}

}  // namespace mirrorscope::ui::shell
