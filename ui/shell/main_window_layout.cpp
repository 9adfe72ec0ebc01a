// SPDX-License-Identifier: GPL-3.0-or-later
// Which parts of the window are seen and how large: perspectives, the size of the window, what is kept of it.
#include <QDockWidget>
#include <QStackedWidget>
#include <algorithm>

#include "ui/attacks/grouping.h"
#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/forwarding/headers_page.h"
#include "ui/overview/overview_page.h"
#include "ui/requests/column_layout.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/table_columns.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/around_panel.h"
#include "ui/shell/chart_area.h"
#include "ui/shell/key_store.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/table_keys.h"
#include "ui/shell/triage_page.h"
#include "ui/shell/window_bars.h"
#include "ui/sources/block_title.h"
#include "ui/sources/sources_panel.h"
#include "ui/views/view_bar.h"
#include "ui/views/view_switch.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kAroundWidth = 660;
constexpr int kNarrowAroundWidth = 420;

QString nameOf(const SizeClass& size) {
    const QString board = size.board == sources::BoardDensity::Full     ? QStringLiteral("wide")
                          : size.board == sources::BoardDensity::Narrow ? QStringLiteral("narrow")
                                                                        : QStringLiteral("strip");
    return size.low ? board + QStringLiteral("-low") : board;
}

}  // namespace

void MainWindow::wireLayout() {
    for (const PerspectiveInfo& info : perspectiveTable()) {
        connect(m_actions.perspectives[static_cast<std::size_t>(info.perspective)], &QAction::triggered, this,
                [this, to = info.perspective] { setPerspective(to); });
    }
    connect(m_actions.resetLayout, &QAction::triggered, this, [this] { resetLayout(false); });
    connect(m_actions.resetLayouts, &QAction::triggered, this, [this] { resetLayout(true); });
    connect(m_actions.showDetail, &QAction::triggered, this, [this](bool shown) { m_detailWanted = shown; });
    connect(m_actions.showAround, &QAction::triggered, this, [this](bool shown) {
        m_aroundWanted = shown;
        sizeDocks();
        if (shown && m_around->request() == 0) {
            m_around->setRequest(m_detail->request());
        }
    });
    connect(m_actions.showChart, &QAction::toggled, m_triage, &TriagePage::setChartShown);
    new TableKeys(*m_registry, m_triage->tables() + m_headers->tables(), this);
    const KeyStore keys(LayoutStore::standardFile());
    m_keyProblems = keys.applyTo(*m_registry);
    connect(m_registry, &ActionRegistry::keysChanged, this, [this, keys] {
        keys.save(*m_registry);
        m_keyProblems.clear();  // the file is ours again
    });
}

void MainWindow::restoreLook() {
    applyTheme(m_store.theme());
    m_triage->chart().setSpanMinutes(m_store.chartSpanMinutes());
    m_triage->setGrouping(attacks::groupingByName(m_store.grouping().toStdString()));
    connect(m_triage, &TriagePage::groupingChosen, this, [this] {
        // That of a saved view is its own.
        m_store.setGrouping(QString::fromStdString(attacks::groupingName(m_triage->freeLook().grouping)));
    });
    applyTimeZone(m_store.timeZone());
    if (const QByteArray geometry = m_store.geometry(); !geometry.isEmpty()) {
        restoreGeometry(geometry);
    }
    if (const auto columns = requests::ColumnLayout::fromJson(m_store.requestColumns())) {
        m_triage->requestsView().columns().apply(*columns);
    }
    m_actions.fullScreen->setChecked(isFullScreen());
    m_size = sizeClassOf(size());
    applySizeClass(true);
    m_perspective = m_store.perspective();
    applyArrangement(m_store.arrangement(m_perspective).value_or(perspectiveInfo(m_perspective).first));
}

void MainWindow::applySizeClass(bool force) {
    const SizeClass size = sizeClassOf(this->size());
    if (size == m_size && !force) {
        return;
    }
    m_size = size;
    m_toolBar->setNarrow(size.narrow);
    m_status->setNarrow(size.narrow);
    m_triage->setSizeClass(size);
    m_charts->setSize(size.narrow, size.low);
    m_headers->setPageBelow(size.board == sources::BoardDensity::Strip);
    m_sources->setDensity(size.board);
    m_sources->setLow(size.low);
    m_sourcesTitle->setTitleShown(size.board != sources::BoardDensity::Strip);
    m_sourcesDock->setMinimumWidth(sources::kStripWidth);
    sizeDocks();
}

void MainWindow::sizeDocks() {
    // Sizes that the user gave hold for windows of that size.
    const bool isTheirs = m_arrangement.sizeClass == nameOf(m_size);
    const auto sizeOf = [isTheirs](int kept, int standard) { return isTheirs && kept > 0 ? kept : standard; };
    const int first = perspectiveInfo(m_perspective).first.detailHeight;
    const int standardDetail = first > 0 && !m_size.low ? first : m_size.detailHeight;
    resizeDocks({m_sourcesDock, m_aroundDock},
                {sizeOf(m_arrangement.sourcesWidth, sources::boardWidth(m_size.board)),
                 sizeOf(m_arrangement.aroundWidth, m_size.narrow ? kNarrowAroundWidth : kAroundWidth)},
                Qt::Horizontal);
    resizeDocks({m_detailDock}, {sizeOf(m_arrangement.detailHeight, standardDetail)}, Qt::Vertical);
}

void MainWindow::refreshDocks() {
    const bool hasRequests = !isAtFirstStart();
    m_detailDock->setVisible(hasRequests && m_detailWanted);
    m_aroundDock->setVisible(hasRequests && m_aroundWanted);
    m_actions.showDetail->setEnabled(hasRequests);
    m_actions.showAround->setEnabled(hasRequests);
}

void MainWindow::setPerspective(Perspective perspective) {
    if (perspective == m_perspective) {
        return;
    }
    keepArrangement();
    m_perspective = perspective;
    m_store.setPerspective(perspective);
    applyArrangement(m_store.arrangement(perspective).value_or(perspectiveInfo(perspective).first));
}

void MainWindow::applyArrangement(const Arrangement& arrangement) {
    m_arrangement = arrangement;
    if (!isAtFirstStart()) {
        m_pages->setCurrentWidget(centre());
    }
    m_actions.perspectives[static_cast<std::size_t>(m_perspective)]->setChecked(true);
    m_triage->setChartShare(perspectiveInfo(m_perspective).share);
    m_actions.showChart->setChecked(arrangement.chart);
    m_sourcesDock->setVisible(arrangement.sources);
    m_sources->setReadingShown(m_perspective == Perspective::Headers);
    m_detailWanted = arrangement.detail;
    m_aroundWanted = arrangement.around;
    refreshDocks();
    if (arrangement.savedView.isEmpty() || !m_triage->views().choose(arrangement.savedView)) {
        const auto lastView = static_cast<int>(m_triage->tables().size()) - 1;
        m_triage->setView(static_cast<TriagePage::View>(std::min(arrangement.view, lastView)));
    }
    constexpr int kLastTab = static_cast<int>(detail::DetailPane::Tab::Count) - 1;
    m_detail->setTab(static_cast<detail::DetailPane::Tab>(std::min(arrangement.detailTab, kLastTab)));
    sizeDocks();
}

Arrangement MainWindow::currentArrangement() const {
    Arrangement now = m_arrangement;
    now.sources = !m_sourcesDock->isHidden();
    now.detail = m_detailWanted;
    now.around = m_aroundWanted;
    now.chart = m_actions.showChart->isChecked();
    now.savedView = m_triage->views().currentName();
    // Attacks when the saved view is gone.
    now.view = now.savedView.isEmpty() ? static_cast<int>(m_triage->view()) : 0;
    now.detailTab = static_cast<int>(m_detail->tab());
    if (now.sizeClass != nameOf(m_size)) {
        now.sourcesWidth = now.detailHeight = now.aroundWidth = 0;
        now.sizeClass = nameOf(m_size);
    }
    // What is hidden has no size of its own.
    if (!m_sourcesDock->isHidden()) {
        now.sourcesWidth = m_sourcesDock->width();
    }
    if (!m_detailDock->isHidden()) {
        now.detailHeight = m_detailDock->height();
    }
    if (!m_aroundDock->isHidden()) {
        now.aroundWidth = m_aroundDock->width();
    }
    return now;
}

void MainWindow::keepArrangement() {
    m_arrangement = currentArrangement();
    m_store.setArrangement(m_perspective, m_arrangement);
    m_store.setPerspective(m_perspective);
}

void MainWindow::resetLayout(bool all) {
    for (const PerspectiveInfo& info : perspectiveTable()) {
        if (all || info.perspective == m_perspective) {
            m_store.forgetArrangement(info.perspective);
        }
    }
    applyArrangement(perspectiveInfo(m_perspective).first);
    // After a saved view was left: its columns are its own.
    m_triage->requestsView().columns().reset();
}

QMenu* MainWindow::createPopupMenu() {
    return partsMenu(m_actions, this);
}

}  // namespace mirrorscope::ui::shell
