// SPDX-License-Identifier: GPL-3.0-or-later
// Sources in the window: what is said of them, what they are asked about, why one of them is silent.
#include <QDockWidget>
#include <utility>

#include "ui/arrivals/arrivals_panel.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_state.h"
#include "ui/live/live_bridge.h"
#include "ui/shell/events_panel.h"
#include "ui/shell/first_start_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/source_setup.h"
#include "ui/sources/block_title.h"
#include "ui/sources/sources_panel.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::shell {
namespace {

bool isListening(const api::ServiceStatus& status) {
    return std::ranges::any_of(status.listeners, &api::ListenerStatus::listening);
}

/// Since when copies would have arrived, as far as it can be known; unset: nobody receives any.
std::optional<base::WallTime> receivingSince(const api::ServiceStatus& status,
                                             const std::optional<base::WallTime>& before) {
    if (status.attached) {
        return status.attached->recorder.empty() ? std::nullopt : std::optional(base::WallTime{});
    }
    if (!isListening(status)) {
        return std::nullopt;
    }
    return before ? before : std::optional(base::wallNow());
}

QString reasonText(const sources::SourceSummary& source, base::WallTime at) {
    const QString name = text::shownText(source.source.name);
    const QString seen = text::relativeText(source.source.lastSeen, at);
    const QString peer =
        source.source.peer.empty() ? text::unknownText() : text::shownText(source.source.peer);
    return source.usual
               ? MainWindow::tr(
                     "%1, last seen %2 ago from %3. Its usual rate is %4, the alarm comes after %5.")
                     .arg(name, seen, peer, text::rateText(source.usual->perSecond),
                          text::durationText(source.usual->alarmAfter))
               : MainWindow::tr("%1, last seen %2 ago from %3. It was never regular.").arg(name, seen, peer);
}

}  // namespace

void MainWindow::wireSources() {
    connect(m_sources, &sources::SourcesPanel::findingsAsked, this, &MainWindow::showFindings);
    connect(m_sources, &sources::SourcesPanel::mirrorCheckAsked, this, &MainWindow::openArrivals);
    connect(m_actions.whyNothing, &QAction::triggered, this, [this] { openArrivals(0); });
    connect(m_firstStart, &FirstStartPage::whyNothingRequested, m_actions.whyNothing, &QAction::trigger);
    m_setup = new SourceSetup(
        {m_services.mirror, m_services.settings.file, m_services.proofs, m_services.labs}, *m_sources, this);
    m_sourcesTitle->setAction(m_actions.addSource);
    connect(m_actions.addSource, &QAction::triggered, m_setup, &SourceSetup::addSource);
    connect(m_firstStart, &FirstStartPage::addSourceRequested, m_actions.addSource, &QAction::trigger);
    connect(m_sources, &sources::SourcesPanel::setupAsked, m_setup, &SourceSetup::setUp);
    // The banners follow the status.
    connect(&m_sources->edits(), &sources::SourceEdits::undoChanged, m_bridge, &live::LiveBridge::askStatus);
    connect(m_bridge, &live::LiveBridge::statusChanged, this, [this](const api::ServiceStatus& status) {
        if (m_arrivals != nullptr && m_arrivals->isVisible()) {
            m_arrivals->setStatus(status);
        }
    });
}

void MainWindow::wireEvents() {
    connect(m_bridge, &live::LiveBridge::statusChanged, this,
            [this](const api::ServiceStatus& status) { m_events->noteStatus(status, base::wallNow()); });
    connect(&m_sources->activity(), &sources::SourceActivity::changed, this, &MainWindow::noteSources);
    connect(m_events, &EventsPanel::actionChosen, this, &MainWindow::act);
    // The two take the same room, one at a time.
    connect(m_actions.showEvents, &QAction::triggered, this, [this](bool shown) {
        if (!shown) {
            m_detailWanted = m_detailWanted || std::exchange(m_detailGaveWay, false);
            refreshDocks();
        } else {
            m_detailGaveWay = m_detailWanted;
            m_detailWanted = false;
            refreshDocks();
            resizeDocks({m_eventsDock}, {m_size.detailHeight}, Qt::Vertical);
        }
    });
    connect(m_detailDock, &QDockWidget::visibilityChanged, this, [this](bool shown) {
        if (shown) {
            m_eventsDock->hide();
        }
    });
}

void MainWindow::noteSources() {
    std::vector<SourceState> states;
    for (const sources::SourceSummary* summary : m_sources->summaries()) {
        SourceState state;
        state.id = summary->source.id;
        state.name = text::shownText(summary->source.name);
        state.silent = m_sources->isSilent(state.id);
        state.openErrors = summary->findings.errors;
        if (summary->usual) {
            state.usual = tr("usual rate %1, alarm after %2")
                              .arg(text::rateText(summary->usual->perSecond),
                                   text::durationText(summary->usual->alarmAfter));
        }
        states.push_back(std::move(state));
    }
    m_events->noteSources(states, base::wallNow());
    noteSilent();
}

void MainWindow::act(const Event& event) {
    switch (event.action) {
        case EventAction::ListenerSettings:
            openListenerDialog(event.listener);
            return;
        case EventAction::CheckMirror:
            openArrivals(event.source);
            return;
        case EventAction::ShowFindings:
            showFindings(event.source);
            return;
        case EventAction::WhyNothing:
            openArrivals(0);
            return;
        case EventAction::None:
            return;
    }
}

QList<Condition> MainWindow::sourceConditions() const {
    const sources::SourceEdits& edits = m_sources->edits();
    if (edits.failure()) {
        return {Condition{QStringLiteral("source-failed/%1").arg(edits.changes()),
                          Rank::Warning,
                          errorWhat(*edits.failure()),
                          errorTodo(*edits.failure()),
                          {},
                          {}}};
    }
    if (edits.lastChange().isEmpty()) {
        return {};
    }
    return {Condition{QStringLiteral("source-changed/%1").arg(edits.changes()),
                      Rank::Information,
                      edits.lastChange(),
                      tr("It holds for requests from now on."),
                      {Remedy::UndoSource},
                      {}}};
}

void MainWindow::followListening(const api::ServiceStatus& status) {
    m_listeningSince = receivingSince(status, m_listeningSince);
    m_sources->setListening(m_listeningSince);
    m_sources->setSession(status.session);
}

void MainWindow::showFindings(traffic::SourceId source) {
    const sources::SourceSummary* summary = m_sources->source(source);
    if (summary == nullptr) {
        return;
    }
    if (const auto only = filter::conditionOn(query::FieldId::Source, summary->source.name)) {
        m_filter->showOnly(*only);
    }
    setPerspective(Perspective::Headers);
}

void MainWindow::openArrivals(traffic::SourceId source) {
    if (m_arrivals == nullptr) {
        m_arrivals = new arrivals::ArrivalsPanel(m_services.mirror, this);
        connect(m_arrivals, &arrivals::ArrivalsPanel::allowed, m_bridge, &live::LiveBridge::askStatus);
    }
    const sources::SourceSummary* summary = m_sources->source(source);
    m_arrivals->setReason(summary == nullptr ? QString() : reasonText(*summary, base::wallNow()));
    m_arrivals->setStatus(m_bridge->status());
    m_arrivals->show();
    m_arrivals->raise();
    m_arrivals->activateWindow();
}

}  // namespace mirrorscope::ui::shell
