// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions of the window do.
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMessageBox>

#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_state.h"
#include "ui/live/live_bridge.h"
#include "ui/requests/requests_view.h"
#include "ui/requests/table_columns.h"
#include "ui/shell/chart_area.h"
#include "ui/shell/go_to_dialog.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/triage_page.h"
#include "ui/shell/window_bars.h"
#include "ui/sources/block_title.h"
#include "ui/sources/sources_panel.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

base::WallTime now() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

theme::Theme::Mode modeOf(const QString& name) {
    if (name == QStringLiteral("light")) {
        return theme::Theme::Mode::Light;
    }
    return name == QStringLiteral("dark") ? theme::Theme::Mode::Dark : theme::Theme::Mode::System;
}

}  // namespace

void MainWindow::wireActions() {
    const auto on = [this](QAction* action, auto&& what) {
        connect(action, &QAction::triggered, this, what);
    };
    on(m_actions.quit, [this] { close(); });
    on(m_actions.focusFilter, [this] { m_triage->filterBar().focusEdit(); });
    on(m_actions.undoFilterStep, [this] { m_filter->undo(); });
    on(m_actions.showAttacks, [this] { m_triage->setView(TriagePage::View::Attacks); });
    on(m_actions.showRequests, [this] { m_triage->setView(TriagePage::View::Requests); });
    on(m_actions.themeSystem, [this] { setTheme(QStringLiteral("system")); });
    on(m_actions.themeLight, [this] { setTheme(QStringLiteral("light")); });
    on(m_actions.themeDark, [this] { setTheme(QStringLiteral("dark")); });
    on(m_actions.zoneLocal, [this] { setTimeZone(QTimeZone::systemTimeZone()); });
    on(m_actions.zoneUtc, [this] { setTimeZone(QTimeZone::utc()); });
    on(m_actions.fullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    on(m_actions.resetLayout, [this] { resetLayout(); });
    on(m_actions.refresh, [this] { m_triage->readAgain(); });
    on(m_actions.goToId, [this] { openGoTo(); });
    on(m_actions.nextPane, [this] { nextPane(); });
    on(m_actions.newest, [this] {
        m_triage->setView(TriagePage::View::Requests);
        m_triage->requestsView().jumpToNewest();
    });
    on(m_actions.keys, [this] { KeysDialog(*m_collection, this).exec(); });
    on(m_actions.about, [this] {
        QMessageBox box(
            QMessageBox::NoIcon, tr("About Mirrorscope"),
            tr("Mirrorscope %1\n\nReceives, keeps and explains the requests that a reverse proxy mirrors. "
               "It opens no connections of its own.")
                .arg(QStringLiteral(MIRRORSCOPE_VERSION)),
            QMessageBox::Close, this);
        box.setTextFormat(Qt::PlainText);
        box.setIconPixmap(theme::applicationIcon().pixmap(48, 48));
        box.exec();
    });
    connect(m_actions.pause, &QAction::toggled, this, [this](bool paused) {
        m_pausedAt = paused ? text::clockText(now(), m_zone) : QString();
        m_bridge->setPaused(paused);
        m_actions.pause->setText(paused ? tr("Follow") : tr("Pause view"));
        m_actions.pause->setIcon(theme::icon(paused ? theme::Icon::Play : theme::Icon::Pause));
        refreshPauseNote();
    });
}

void MainWindow::refreshPauseNote() {
    m_triage->setNote(
        m_bridge->isPaused()
            ? tr("Paused at %1, %2 newer").arg(m_pausedAt, text::countText(m_bridge->newerThanShown()))
            : QString());
}

void MainWindow::restoreLook() {
    const QString themeName = m_store.theme();
    setTheme(themeName);
    (themeName == QStringLiteral("light")  ? m_actions.themeLight
     : themeName == QStringLiteral("dark") ? m_actions.themeDark
                                           : m_actions.themeSystem)
        ->setChecked(true);
    m_triage->chart().setSpanMinutes(m_store.chartSpanMinutes());
    connect(&m_triage->chart(), &ChartArea::spanChosen, this,
            [this](int minutes) { m_store.setChartSpanMinutes(minutes); });
    m_actions.zoneLocal->setChecked(true);
    setTimeZone(QTimeZone::systemTimeZone());
    if (const QByteArray geometry = m_store.geometry(); !geometry.isEmpty()) {
        restoreGeometry(geometry);
        restoreState(m_store.docks(), LayoutStore::kVersion);
        m_detailWanted = !m_detailDock->isHidden();
    }
    if (const auto columns = requests::ColumnLayout::fromJson(m_store.requestColumns())) {
        m_triage->requestsView().columns().apply(*columns);
    }
    m_actions.fullScreen->setChecked(isFullScreen());
    applySizeClass(true);
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
    m_sources->setDensity(size.board);
    m_sourcesTitle->setTitleShown(size.board != sources::BoardDensity::Strip);
    m_sourcesDock->setMinimumWidth(sources::kStripWidth);
    resizeDocks({m_sourcesDock}, {sources::boardWidth(size.board)}, Qt::Horizontal);
    resizeDocks({m_detailDock}, {size.detailHeight}, Qt::Vertical);
}

void MainWindow::resetLayout() {
    m_store.forgetLayout();
    m_triage->requestsView().columns().reset();
    m_sourcesDock->show();
    m_detailWanted = true;
    m_detailDock->setVisible(m_detailDock->toggleViewAction()->isEnabled());
    applySizeClass(true);
}

void MainWindow::setTheme(const QString& name) {
    m_store.setTheme(name);
    theme::Theme::instance().setMode(modeOf(name));
}

void MainWindow::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    m_triage->setTimeZone(zone);
    m_detail->setTimeZone(zone);
    m_toolBar->setZone(text::zoneText(zone, now()));
}

void MainWindow::openGoTo() {
    GoToDialog dialog(m_bridge->status().lastRequest, this);
    connect(&dialog, &GoToDialog::chosen, this, &MainWindow::goTo);
    dialog.exec();
}

void MainWindow::goTo(traffic::RequestId id) {
    m_triage->setView(TriagePage::View::Requests);
    // Behind a filter the row may be missing; the request itself is shown all the same.
    m_triage->requestsView().goTo(id);
    m_detail->showRequest(id);
}

void MainWindow::nextPane() {
    const QList<QWidget*> panes{m_toolBar, m_sources, m_triage->filterBar().focusTarget(), m_triage->table(),
                                m_detail};
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
        if (pane->focusPolicy() == Qt::NoFocus) {
            for (QWidget* child : pane->findChildren<QWidget*>()) {
                if (child->isVisible() && (child->focusPolicy() & Qt::TabFocus) != 0) {
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
