// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>
#include <QTimeZone>
#include <memory>
#include <optional>
#include <vector>

#include "core/api/decision_service.h"
#include "core/api/demo_service.h"
#include "core/api/mirror_service.h"
#include "core/api/session_operations.h"
#include "core/api/source_service.h"
#include "core/report/report_reading.h"
#include "ui/detail/detail_pane.h"
#include "ui/settings/settings_context.h"
#include "ui/shell/conditions.h"
#include "ui/shell/layout_store.h"
#include "ui/shell/request_trail.h"
#include "ui/shell/session_commands.h"
#include "ui/shell/size_class.h"
#include "ui/shell/window_actions.h"

class QStackedWidget;

namespace mirrorscope::lab {
class LabService;
}
namespace mirrorscope::probe {
class ProofService;
}
namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::forwarding {
class HeadersPage;
}
namespace mirrorscope::ui::lint {
class LintDialog;
}
namespace mirrorscope::ui::live {
class DecisionHistory;
class DecisionRunner;
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live
namespace mirrorscope::ui::overview {
class OverviewPage;
}
namespace mirrorscope::ui::settings {
enum class PageId : std::uint8_t;
}
namespace mirrorscope::ui::sources {
class BlockTitle;
class SourcesPanel;
}  // namespace mirrorscope::ui::sources
namespace mirrorscope::ui::arrivals {
class ArrivalsPanel;
}

namespace mirrorscope::ui::shell {

class ActionRegistry;
class AroundPanel;
class BannerStack;
class ColourRulesKeeper;
class EventsPanel;
struct Event;
class FirstStartPage;
class KnownKeeper;
class MarkdownCopier;
class ReportSaver;
class SourceSetup;
class StatusLine;
class TriageDesk;
class TriagePage;
class WindowToolBar;

/// What a window looks at. The services outlive it.
struct WindowServices {
    api::MirrorService& mirror;
    api::DemoService& demo;
    api::SessionOperations& session;
    api::DecisionService& decisions;
    OpenWindow openWindow;
    std::vector<api::ListenerAddress> listeners;  // of the settings, for "Start listening"
    std::optional<base::Error> sessionFailure;    // why there is no session
    api::SourceService* sources = nullptr;        // null: nothing can be said of sources
    settings::ProgramSettings settings = {};
    probe::ProofService* proofs = nullptr;  // null: nothing can be proven
    lab::LabService* labs = nullptr;        // null: nothing can be tried here
};

/// The window: menus, toolbar, docks, perspectives, status bar, and the wiring between them. Every part works
/// for itself; what two of them share goes through here. UI thread.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(WindowServices services, QWidget* parent = nullptr);
    ~MainWindow() override;

    filter::FilterState& filter() { return *m_filter; }
    const WindowActions& actions() const { return m_actions; }
    ActionRegistry& registry() { return *m_registry; }
    QMenu* createPopupMenu() override;
    SessionCommands& session() { return *m_session; }
    /// Sends demo traffic to the first running listener; says why not in a banner.
    void startDemo();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    bool event(QEvent* event) override;

private:
    DockActions makeDocks();
    void buildCentre();
    void buildDocks();
    void buildBars();
    void wireActions();
    void wireGo();
    void wireLayout();
    void wireViews();
    void wireSavedViews();
    void refreshSavedViews();
    QList<Condition> furtherConditions() const;
    void wireListener();
    void wireSession();
    void wireDemoRemoval();
    void wireDecisions();
    void wireTriage();
    void wireNotes();
    void wireCopies();
    void wireKnown();
    void wireLint();
    void wireReport();
    void refreshReportAction();
    report::Question reportQuestion() const;
    void wireMarkdown();
    void copyMarkdown(bool withSecrets);
    void applyPrivacy(const config::Settings& settings);
    void wireSecrets();
    void keepHiding(bool hiding);
    void showSecretsAnew();
    void wireSources();
    void wireProof();
    /// Beside the window; one dialog a source.
    void openProof(traffic::SourceId source);
    QList<Condition> sourceConditions() const;
    void followListening(const api::ServiceStatus& status);
    void wireEvents();
    void noteSources();
    void act(const Event& event);
    void showFindings(traffic::SourceId source);
    /// About that source; 0: about none in particular.
    void openArrivals(traffic::SourceId source);
    void restoreLook();

    void applyStatus(const api::ServiceStatus& status);
    void showDetail(traffic::RequestId id, bool isAttack);
    void refreshListenerActions(const api::ServiceStatus& status);
    void refreshSessionActions();
    void followSession(const api::ServiceStatus& status);
    void focusFilter();
    void refreshPauseNote();
    void applySizeClass(bool force);
    void sizeDocks();
    void setPerspective(Perspective perspective);
    void applyArrangement(const Arrangement& arrangement);
    Arrangement currentArrangement() const;
    void keepArrangement();
    void resetLayout(bool all);
    void refreshDocks();
    void mark(const std::vector<traffic::RequestId>& requests, traffic::Mark mark);
    void setTheme(const QString& name);
    void setTimeZone(const QTimeZone& zone);
    void choosePage(const api::ServiceStatus& status);
    void startListening();
    void stopListening();
    void remedy(Remedy remedy, const std::string& listener);
    void openListenerDialog(const std::string& listener);
    void openKeys();
    void openSettings(std::optional<settings::PageId> page = {});
    void applySettings(const config::Settings& settings, const settings::WindowChoices& window);
    void applyTheme(const QString& name);
    void applyTimeZone(const QString& name);
    void openGoTo();
    bool isHiddenByFilter(traffic::RequestId id) const;
    void goTo(traffic::RequestId id);
    void showAround(traffic::RequestId id);
    void showClientAround(traffic::RequestId id);
    void openAround();
    void revisit(const std::optional<RequestTrail::Visit>& visit);
    void visit(traffic::RequestId id, bool isAttack);
    void nextPane();
    void wireHeaders();
    void wireCharts();
    void noteSilent();
    void showTables();
    void compareSelected();
    QWidget* centre() const;
    bool isAtFirstStart() const;

    WindowServices m_services;
    LayoutStore m_store;
    QStringList m_keyProblems;
    live::LiveBridge* m_bridge;
    live::PageLoader* m_loader;
    live::PageLoader* m_longReads;  // of whole sessions
    filter::FilterState* m_filter;
    live::DecisionRunner* m_runner;
    live::DecisionHistory* m_history;
    ActionRegistry* m_registry;
    QDockWidget* m_sourcesDock = nullptr;
    QDockWidget* m_detailDock = nullptr;
    QDockWidget* m_aroundDock = nullptr;
    QDockWidget* m_eventsDock = nullptr;
    WindowActions m_actions;
    SessionCommands* m_session;
    ReportSaver* m_report = nullptr;
    SourceSetup* m_setup = nullptr;
    redaction::Privacy m_reportPrivacy;

    WindowToolBar* m_toolBar = nullptr;
    BannerStack* m_banners = nullptr;
    QStackedWidget* m_pages = nullptr;
    FirstStartPage* m_firstStart = nullptr;
    TriagePage* m_triage = nullptr;
    TriageDesk* m_desk = nullptr;
    forwarding::HeadersPage* m_headers = nullptr;
    overview::OverviewPage* m_charts = nullptr;
    sources::BlockTitle* m_sourcesTitle = nullptr;
    sources::SourcesPanel* m_sources = nullptr;
    detail::DetailPane* m_detail = nullptr;
    AroundPanel* m_around = nullptr;
    MarkdownCopier* m_markdown = nullptr;
    ColourRulesKeeper* m_colours = nullptr;
    KnownKeeper* m_known = nullptr;
    EventsPanel* m_events = nullptr;
    StatusLine* m_status = nullptr;

    arrivals::ArrivalsPanel* m_arrivals = nullptr;  // once opened
    lint::LintDialog* m_lint = nullptr;             // once opened
    std::optional<base::WallTime> m_listeningSince;

    std::optional<base::Error> m_demoFailure;
    bool m_demoWasSent = false;  // by this window, and not removed since
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    SizeClass m_size;
    QString m_pausedAt;
    bool m_detailOfAttack = false;
    detail::DetailPane::Tab m_tabOfOther = detail::DetailPane::Tab::Hits;  // of the table not looked at
    // These docks are hidden on the first page without being closed.
    bool m_detailWanted = true;
    bool m_aroundWanted = false;
    bool m_detailGaveWay = false;  // to what happened
    Perspective m_perspective = Perspective::Triage;
    Arrangement m_arrangement;  // of this perspective when it was last applied or kept
    RequestTrail m_trail;
};

}  // namespace mirrorscope::ui::shell
