// SPDX-License-Identifier: GPL-3.0-or-later
// What the actions of the window do.
#include <QActionGroup>
#include <QApplication>
#include <QMessageBox>

#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_state.h"
#include "ui/forwarding/headers_page.h"
#include "ui/live/live_bridge.h"
#include "ui/overview/overview_page.h"
#include "ui/shell/around_panel.h"
#include "ui/shell/events_panel.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"
#include "ui/shell/window_bars.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::shell {
namespace {

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
    on(m_actions.focusFilter, [this] { focusFilter(); });
    on(m_actions.undoFilterStep, [this] { m_filter->undo(); });
    on(m_actions.showAttacks, [this] {
        showTables();
        m_triage->setView(TriagePage::View::Attacks);
    });
    on(m_actions.showRequests, [this] {
        showTables();
        m_triage->setView(TriagePage::View::Requests);
    });
    on(m_actions.themeSystem, [this] { setTheme(QStringLiteral("system")); });
    on(m_actions.themeLight, [this] { setTheme(QStringLiteral("light")); });
    on(m_actions.themeDark, [this] { setTheme(QStringLiteral("dark")); });
    on(m_actions.zoneLocal, [this] {
        m_store.setTimeZone(QStringLiteral("local"));
        setTimeZone(QTimeZone::systemTimeZone());
    });
    on(m_actions.zoneUtc, [this] {
        m_store.setTimeZone(QStringLiteral("utc"));
        setTimeZone(QTimeZone::utc());
    });
    on(m_actions.fullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    on(m_actions.refresh, [this] {
        m_triage->readAgain();
        m_headers->readAgain();
        m_charts->readAgain();
    });
    on(m_actions.keys, [this] { openKeys(); });
    on(m_actions.settings, [this] { openSettings(); });
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
        m_pausedAt = paused ? text::clockText(base::wallNow(), m_zone) : QString();
        m_bridge->setPaused(paused);
        m_actions.pause->setText(paused ? tr("Follow") : tr("Pause view"));
        m_actions.pause->setIcon(theme::icon(paused ? theme::Icon::Play : theme::Icon::Pause));
        refreshPauseNote();
    });
}

void MainWindow::focusFilter() {
    if (m_headers->isVisible()) {
        m_headers->focusFind();
    } else if (m_charts->isVisible()) {
        m_charts->filterBar().focusEdit();
    } else {
        m_triage->filterBar().focusEdit();
    }
}

void MainWindow::refreshPauseNote() {
    m_triage->setNote(
        m_bridge->isPaused()
            ? tr("Paused at %1, %2 newer").arg(m_pausedAt, text::countText(m_bridge->newerThanShown()))
            : QString());
}

void MainWindow::setTheme(const QString& name) {
    m_store.setTheme(name);
    theme::Theme::instance().setMode(modeOf(name));
}

void MainWindow::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    m_triage->setTimeZone(zone);
    m_headers->setTimeZone(zone);
    m_charts->setTimeZone(zone);
    m_detail->setTimeZone(zone);
    m_around->setTimeZone(zone);
    m_events->setTimeZone(zone);
    m_toolBar->setZone(text::zoneText(zone, base::wallNow()));
}

void MainWindow::openKeys() {
    KeysDialog(*m_registry, m_keyProblems, this).exec();
}

}  // namespace mirrorscope::ui::shell
