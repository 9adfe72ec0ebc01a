// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog of all settings, and what of it counts at once.
#include <algorithm>

#include "ui/filter/chart_window.h"
#include "ui/live/live_bridge.h"
#include "ui/overview/overview_page.h"
#include "ui/settings/live_listeners.h"
#include "ui/settings/settings_dialog.h"
#include "ui/shell/chart_area.h"
#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/shell/triage_page.h"

namespace mirrorscope::ui::shell {
namespace {

const QString kUtc = QStringLiteral("utc");

std::vector<int> chartLengths() {
    std::vector<int> lengths;
    std::ranges::transform(filter::chartSpans(), std::back_inserter(lengths), &filter::ChartSpan::minutes);
    return lengths;
}

}  // namespace

void MainWindow::openSettings(std::optional<settings::PageId> page) {
    settings::SettingsDialog dialog(
        {m_services.mirror,
         m_services.settings,
         {m_store.theme(), m_store.timeZone(), QString::number(m_store.chartSpanMinutes())},
         chartLengths(),
         [this] { return m_status->requestsPerSecond(); }},
        this);
    connect(&dialog, &settings::SettingsDialog::keysRequested, this, &MainWindow::openKeys);
    connect(&dialog, &settings::SettingsDialog::applied, this, &MainWindow::applySettings);
    if (page) {
        dialog.showPage(*page);
    }
    dialog.exec();
}

void MainWindow::applySettings(const config::Settings& settings, const settings::WindowChoices& window) {
    if (m_services.settings.running.origin("listen").from != config::SettingOrigin::From::Option) {
        m_services.listeners = settings::listenersOf(settings);
    }
    applyPrivacy(settings);
    applyTheme(window.theme);
    m_store.setTimeZone(window.zone);
    applyTimeZone(window.zone);
    const int minutes = window.chartMinutes.toInt();
    m_store.setChartSpanMinutes(minutes);
    m_triage->chart().setSpanMinutes(minutes);
    m_charts->setSpanMinutes(minutes);
    m_bridge->askStatus();
}

void MainWindow::applyTheme(const QString& name) {
    (name == QStringLiteral("light")  ? m_actions.themeLight
     : name == QStringLiteral("dark") ? m_actions.themeDark
                                      : m_actions.themeSystem)
        ->setChecked(true);
    setTheme(name);
}

void MainWindow::applyTimeZone(const QString& name) {
    const bool isUtc = name == kUtc;
    (isUtc ? m_actions.zoneUtc : m_actions.zoneLocal)->setChecked(true);
    setTimeZone(isUtc ? QTimeZone::utc() : QTimeZone::systemTimeZone());
}

}  // namespace mirrorscope::ui::shell
