// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QCloseEvent>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "ui/detail/detail_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_state.h"
#include "ui/forwarding/headers_page.h"
#include "ui/live/decision_history.h"
#include "ui/live/live_bridge.h"
#include "ui/live/page_loader.h"
#include "ui/overview/overview_page.h"
#include "ui/privacy/screen.h"
#include "ui/shell/action_registry.h"
#include "ui/shell/around_panel.h"
#include "ui/shell/banner_stack.h"
#include "ui/shell/events_panel.h"
#include "ui/shell/first_start_page.h"
#include "ui/shell/focus_order.h"
#include "ui/shell/report_saver.h"
#include "ui/shell/status_line.h"
#include "ui/shell/triage_desk.h"
#include "ui/shell/triage_page.h"
#include "ui/shell/window_bars.h"
#include "ui/sources/block_title.h"
#include "ui/sources/sources_panel.h"
#include "ui/text/shown_text.h"
#include "ui/theme/icons.h"
#include "ui/views/saved_view.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr QSize kStandardSize{1600, 1000};
constexpr QSize kSmallestSize{1024, 680};

}  // namespace

MainWindow::MainWindow(WindowServices services, QWidget* parent)
    : QMainWindow(parent),
      m_services(std::move(services)),
      m_bridge(new live::LiveBridge(m_services.mirror, this)),
      m_loader(new live::PageLoader([&mirror = m_services.mirror] { return mirror.queries(); }, this)),
      m_longReads(new live::PageLoader([&mirror = m_services.mirror] { return mirror.queries(); }, this)),
      m_filter(new filter::FilterState(this)),
      m_runner(new live::DecisionRunner(m_services.decisions, this)),
      m_history(new live::DecisionHistory(*m_runner, this)),
      m_registry(new ActionRegistry(this)),
      m_actions(registerActions(*m_registry, *m_filter, *m_history, makeDocks())),
      m_session(new SessionCommands(m_services.session, m_services.openWindow, this)) {
    setObjectName(QStringLiteral("window"));
    setWindowTitle(QStringLiteral("Mirrorscope"));
    setMinimumSize(kSmallestSize);
    resize(kStandardSize.boundedTo(screen()->availableSize()));
    setDockOptions({});
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    // Before the views, so that what they ask next is asked of the new session.
    connect(m_bridge, &live::LiveBridge::statusChanged, this, &MainWindow::followSession);
    buildCentre();
    buildDocks();
    buildBars();
    wireActions();
    wireGo();
    wireLayout();
    wireListener();
    wireSession();
    wireDemoRemoval();
    wireDecisions();
    wireTriage();
    wireCopies();
    wireKnown();
    wireLint();
    wireReport();
    wireSources();
    wireProof();
    wireEvents();
    wireViews();
    wireSavedViews();
    wireHeaders();
    wireCharts();
    orderFocus({m_toolBar, m_sources, m_firstStart, m_triage, m_headers, m_charts, m_around, m_detail});
    restoreLook();
    m_bridge->start();
    m_triage->start();
    m_sources->start();
}

MainWindow::~MainWindow() {
    delete m_session;
    // What is still being written by it is stopped: nobody could take it back.
    delete m_desk;
    delete m_report;
    // What was decided last is still written.
    delete m_runner;
    // The reader threads end before the views that their answers are for.
    delete m_longReads;
    delete m_loader;
}

void MainWindow::buildCentre() {
    auto* centre = new QWidget(this);
    m_banners = new BannerStack(centre);
    m_pages = new QStackedWidget(centre);
    m_firstStart = new FirstStartPage(m_pages);
    m_triage = new TriagePage(*m_bridge, *m_loader, *m_filter, m_pages);
    m_pages->addWidget(m_firstStart);
    m_pages->addWidget(m_triage);
    m_headers = new forwarding::HeadersPage(*m_bridge, *m_loader, *m_longReads, *m_filter, m_pages);
    m_pages->addWidget(m_headers);
    m_charts = new overview::OverviewPage(*m_bridge, *m_loader, *m_longReads, *m_filter, m_pages);
    m_pages->addWidget(m_charts);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_banners);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

DockActions MainWindow::makeDocks() {
    const auto dock = [this](const QString& title, const char* name, Qt::DockWidgetArea area) {
        auto* made = new QDockWidget(title, this);
        made->setObjectName(QLatin1String(name));
        made->setFeatures(QDockWidget::DockWidgetClosable);
        addDockWidget(area, made);
        return made;
    };
    m_sourcesDock = dock(tr("&Sources"), "dock.sources", Qt::LeftDockWidgetArea);
    m_detailDock = dock(tr("&Detail"), "dock.detail", Qt::BottomDockWidgetArea);
    m_aroundDock = dock(tr("Requests ar&ound one"), "dock.around", Qt::RightDockWidgetArea);
    m_eventsDock = dock(tr("&What happened"), "dock.events", Qt::BottomDockWidgetArea);
    return {m_sourcesDock->toggleViewAction(), m_detailDock->toggleViewAction(),
            m_aroundDock->toggleViewAction(), m_eventsDock->toggleViewAction()};
}

void MainWindow::buildDocks() {
    m_sources = new sources::SourcesPanel(*m_loader, *m_filter, m_services.sources, m_sourcesDock);
    m_sourcesTitle = new sources::BlockTitle(tr("Sources"), tr("attacks, 24 h"), m_sourcesDock);
    m_sourcesDock->setTitleBarWidget(m_sourcesTitle);
    m_sourcesDock->setWidget(m_sources);

    m_detail = new detail::DetailPane(*m_bridge, *m_loader, m_detailDock);
    // The pane has a head of its own.
    m_detailDock->setTitleBarWidget(new QWidget(m_detailDock));
    m_detailDock->setWidget(m_detail);

    m_around = new AroundPanel(*m_loader, m_aroundDock);
    m_aroundDock->setTitleBarWidget(new QWidget(m_aroundDock));
    m_aroundDock->setWidget(m_around);
    m_aroundDock->hide();

    m_events = new EventsPanel(m_eventsDock);
    m_eventsDock->setTitleBarWidget(new QWidget(m_eventsDock));
    m_eventsDock->setWidget(m_events);
    m_eventsDock->hide();
}

void MainWindow::buildBars() {
    m_actions.pause->setIcon(theme::icon(theme::Icon::Pause));
    m_actions.goToId->setIcon(theme::icon(theme::Icon::Search));
    fillMenuBar(*menuBar(), m_actions);
    m_toolBar = new WindowToolBar(m_actions, this);
    addToolBar(m_toolBar);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
}

void MainWindow::wireViews() {
    connect(m_bridge, &live::LiveBridge::statusChanged, this, &MainWindow::applyStatus);
    connect(m_triage, &TriagePage::requestChosen, this, &MainWindow::showDetail);
    connect(m_detail, &detail::DetailPane::headerConditionRequested, m_triage, &TriagePage::askForHeader);
    connect(m_triage, &TriagePage::detailRequested, this, [this] {
        m_detailWanted = true;
        refreshDocks();
        m_detail->setFocus(Qt::OtherFocusReason);
    });
    connect(m_firstStart, &FirstStartPage::demoRequested, this, &MainWindow::startDemo);
    connect(m_firstStart, &FirstStartPage::listenerSettingsRequested, this,
            [this] { openListenerDialog({}); });
    connect(m_banners, &BannerStack::remedyChosen, this, &MainWindow::remedy);
}

void MainWindow::showDetail(traffic::RequestId id, bool isAttack) {
    // Each table remembers which tab its rows were looked at with.
    if (isAttack != m_detailOfAttack) {
        m_detail->setTab(std::exchange(m_tabOfOther, m_detail->tab()));
        m_detailOfAttack = isAttack;
    }
    m_detail->showRequest(id);
    visit(id, isAttack);
}

void MainWindow::applyStatus(const api::ServiceStatus& status) {
    m_status->setStatus(status, std::chrono::steady_clock::now());
    m_triage->setStatus(status);
    m_charts->setStatus(status);
    m_firstStart->setStatus(status, m_services.demo.isRunning());
    m_banners->setConditions(conditionsOf(status, m_services.sessionFailure,
                                          {m_services.demo.isRunning(), m_demoFailure, m_demoWasSent},
                                          m_keyProblems, furtherConditions()));
    followListening(status);
    refreshListenerActions(status);
    refreshPauseNote();
    choosePage(status);
    const QString session = text::shownText(status.session.filename().string());
    m_toolBar->setSession(session, text::shownText(status.session.string()));
    setWindowTitle(session.isEmpty() ? QStringLiteral("Mirrorscope") : tr("%1 – Mirrorscope").arg(session));
    const bool judged = status.analysis.state == api::AnalysisState::Running;
    m_toolBar->setRules(judged ? tr("Rules: %1, PL %2")
                                     .arg(text::shownText(status.analysis.ruleSet))
                                     .arg(status.analysis.paranoia)
                               : QString());
}

void MainWindow::choosePage(const api::ServiceStatus& status) {
    QWidget* page = status.lastRequest == 0 ? static_cast<QWidget*>(m_firstStart) : centre();
    if (m_pages->currentWidget() != page) {
        m_pages->setCurrentWidget(page);
        refreshDocks();
        sizeDocks();
    }
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    applySizeClass(false);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_store.setGeometry(saveGeometry());
    keepArrangement();
    privacy::Screen::instance().hideAgain();
    m_store.setRequestColumns(m_triage->freeLook().columns.toJson());
    QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        // Space presses a button that has the keyboard; everywhere else it pauses the view.
        if (key->key() == Qt::Key_Space && qobject_cast<QAbstractButton*>(focusWidget()) != nullptr) {
            event->accept();
            return true;
        }
    }
    return QMainWindow::event(event);
}

}  // namespace mirrorscope::ui::shell
