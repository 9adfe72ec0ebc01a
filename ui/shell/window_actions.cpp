// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_actions.h"

#include <QActionGroup>
#include <QCoreApplication>

#include "ui/filter/filter_state.h"
#include "ui/filter/time_range_actions.h"
#include "ui/live/decision_history.h"
#include "ui/shell/action_registry.h"
#include "ui/theme/triage_look.h"

namespace mirrorscope::ui::shell {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("WindowActions", text);
}

QString named(const char* name) {
    return QLatin1String(name);
}

QAction* choice(QActionGroup* group, QAction* action) {
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void addSessionActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("Session");
    actions.newSession =
        registry.add(group, named("session.new"), tr("&New session…"), {QKeySequence(Qt::CTRL | Qt::Key_N)});
    actions.openSession = registry.add(group, named("session.open"), tr("&Open to look at…"),
                                       {QKeySequence(Qt::CTRL | Qt::Key_O)});
    actions.saveCopy = registry.add(group, named("session.save-copy"), tr("Save a &copy…"),
                                    {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    actions.saveReport = registry.add(group, named("session.save-report"), tr("Save &report…"),
                                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)});
    actions.readAnew = registry.add(group, named("session.read-anew"), tr("Read &anew…"));
    actions.quit =
        registry.add(group, named("session.quit"), tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    actions.quit->setMenuRole(QAction::QuitRole);
}

void addEditActions(WindowActions& actions, ActionRegistry& registry, live::DecisionHistory& history) {
    const QString group = tr("Edit");
    actions.undoDecision =
        registry.adopt(group, named("edit.undo"), history.undoAction(), {QKeySequence(Qt::CTRL | Qt::Key_Z)});
    actions.redoDecision = registry.adopt(group, named("edit.redo"), history.redoAction(),
                                          {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    actions.settings = registry.add(group, named("edit.settings"), tr("S&ettings…"),
                                    {QKeySequence(Qt::CTRL | Qt::Key_Comma)});
    actions.settings->setMenuRole(QAction::PreferencesRole);
}

void addCopyActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("Edit");
    actions.copyCurl = registry.add(group, named("copy.curl"), tr("Copy as &curl"),
                                    {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    actions.copyJson = registry.add(group, named("copy.json"), tr("Copy as &JSON"));
    actions.copyRaw = registry.add(group, named("copy.raw"), tr("Copy &raw"));
    actions.copyCurlWithSecrets =
        registry.add(group, named("copy.curl-with-secrets"), tr("Copy as curl with secrets"));
    actions.copyRawWithSecrets =
        registry.add(group, named("copy.raw-with-secrets"), tr("Copy raw with secrets"));
    actions.copyMarkdown =
        registry.add(group, named("copy.markdown"), tr("Copy attack or finding as &Markdown"));
    actions.copyMarkdownWithSecrets =
        registry.add(group, named("copy.markdown-with-secrets"), tr("Copy attack or finding with secrets"));
}

void addFilterActions(WindowActions& actions, ActionRegistry& registry, filter::FilterState& filter) {
    const QString group = tr("Filter");
    actions.focusFilter =
        registry.add(group, named("filter.focus"), tr("Edit &filter"), {QKeySequence(Qt::CTRL | Qt::Key_L)});
    actions.previousFilter = registry.adopt(group, named("filter.previous"), filter.undoAction(),
                                            {QKeySequence(Qt::ALT | Qt::Key_Left)});
    actions.nextFilter = registry.adopt(group, named("filter.next"), filter.redoAction(),
                                        {QKeySequence(Qt::ALT | Qt::Key_Right)});
    actions.undoFilterStep = registry.add(group, named("filter.undo-step"), tr("Undo last filter step"),
                                          {QKeySequence(Qt::Key_Escape)});
    actions.clearFilter = registry.adopt(group, named("filter.clear-all"), filter.clearAction(),
                                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)});
}

void addTimeActions(WindowActions& actions, ActionRegistry& registry, filter::FilterState& filter) {
    const QString group = tr("Time");
    const filter::TimeRangeActions& ranges = filter.rangeActions();
    const auto adopt = [&](const char* id, QAction* action, const QKeySequence& key) {
        registry.adopt(group, named(id), action, {key});
        return action;
    };
    actions.timeRanges = {
        adopt("time.all", ranges.named(filter::NamedRange::AllTime), QKeySequence(Qt::ALT | Qt::Key_0)),
        adopt("time.15m", ranges.named(filter::NamedRange::QuarterHour), QKeySequence(Qt::ALT | Qt::Key_1)),
        adopt("time.1h", ranges.named(filter::NamedRange::Hour), QKeySequence(Qt::ALT | Qt::Key_2)),
        adopt("time.24h", ranges.named(filter::NamedRange::Day), QKeySequence(Qt::ALT | Qt::Key_3)),
        adopt("time.custom", ranges.custom(), QKeySequence(Qt::ALT | Qt::Key_4))};
    actions.pinTime = adopt("time.pin", ranges.pin(), QKeySequence(Qt::ALT | Qt::Key_5));
}

void addLookActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("View");
    QObject* owner = &registry;
    actions.hideSecrets = registry.add(group, named("view.hide-secrets"), tr("&Hide secrets"),
                                       {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D)});
    actions.hideSecrets->setCheckable(true);
    actions.themes = new QActionGroup(owner);
    actions.themeSystem =
        choice(actions.themes, registry.add(group, named("theme.system"), tr("&System theme")));
    actions.themeLight =
        choice(actions.themes, registry.add(group, named("theme.light"), tr("&Light theme")));
    actions.themeDark = choice(actions.themes, registry.add(group, named("theme.dark"), tr("&Dark theme")));
    actions.zones = new QActionGroup(owner);
    actions.zoneLocal = choice(actions.zones, registry.add(group, named("zone.local"), tr("Local time")));
    actions.zoneUtc = choice(actions.zones, registry.add(group, named("zone.utc"), tr("UTC")));
}

void addViewActions(WindowActions& actions, ActionRegistry& registry, const DockActions& docks) {
    const QString group = tr("View");
    QObject* owner = &registry;
    auto* perspectives = new QActionGroup(owner);
    for (const PerspectiveInfo& info : perspectiveTable()) {
        QAction* action =
            choice(perspectives, registry.add(group, named("perspective.") + named(info.name),
                                              perspectiveTitle(info.perspective), {QKeySequence(info.key)}));
        actions.perspectives[static_cast<std::size_t>(info.perspective)] = action;
    }
    actions.perspectives.front()->setChecked(true);
    actions.showAttacks =
        registry.add(group, named("view.attacks"), tr("&Attacks"), {QKeySequence(Qt::CTRL | Qt::Key_1)});
    actions.showRequests =
        registry.add(group, named("view.requests"), tr("&Requests"), {QKeySequence(Qt::CTRL | Qt::Key_2)});
    actions.fullScreen =
        registry.add(group, named("view.full-screen"), tr("&Full screen"), {QKeySequence(Qt::Key_F11)});
    actions.fullScreen->setCheckable(true);
    actions.showSources = registry.adopt(group, named("view.sources"), docks.sources,
                                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)});
    actions.showDetail = registry.adopt(group, named("view.detail"), docks.detail,
                                        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I)});
    actions.showAround = registry.adopt(group, named("view.around"), docks.around);
    actions.showEvents = registry.adopt(group, named("view.events"), docks.events);
    actions.showChart = registry.add(group, named("view.chart"), tr("&Chart"),
                                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)});
    actions.showChart->setCheckable(true);
    actions.showChart->setChecked(true);
    actions.colourRules = registry.add(group, named("view.colour-rules"), tr("Colour r&ules…"));
    actions.knownSources = registry.add(group, named("view.known-sources"), tr("&Known sources…"));
    actions.hideKnown = registry.add(group, named("view.hide-known"), tr("&Hide known sources"),
                                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)});
    actions.hideKnown->setCheckable(true);
    actions.resetLayout = registry.add(group, named("view.reset-layout"), tr("&Reset layout"));
    actions.resetLayouts = registry.add(group, named("view.reset-layouts"), tr("Reset a&ll layouts"));
    actions.refresh =
        registry.add(group, named("view.refresh"), tr("Read &again"), {QKeySequence(Qt::Key_F5)});
}

void addSavedViewActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("View");
    constexpr int kFirstKey = 3;  // after Attacks and Requests
    for (std::size_t i = 0; i < kViewKeys; ++i) {
        const int number = kFirstKey + static_cast<int>(i);
        const auto digit = static_cast<Qt::Key>(Qt::Key_0 + number);
        actions.savedViews[i] = registry.add(group, named("view.") + QString::number(number),
                                             tr("View %1").arg(number), {QKeySequence(Qt::CTRL | digit)});
    }
    actions.saveView = registry.add(group, named("view.save"), tr("Sa&ve view…"),
                                    {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)});
    actions.importViews = registry.add(group, named("view.import"), tr("&Import views…"));
    actions.exportViews = registry.add(group, named("view.export"), tr("&Export all views…"));
    actions.undoDeleteView = registry.add(group, named("view.undo-delete"), tr("Undo &delete of a view"));
}

void addGoActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("Go");
    actions.pause = registry.add(group, named("go.pause"), tr("Pause view"), {QKeySequence(Qt::Key_Space)});
    actions.pause->setCheckable(true);
    actions.goToId =
        registry.add(group, named("go.id"), tr("Go to id…"), {QKeySequence(Qt::CTRL | Qt::Key_G)});
    actions.around = registry.add(group, named("go.around"), tr("&Requests around this one"),
                                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)});
    actions.clientAround =
        registry.add(group, named("go.client-around"), tr("What the c&lient did around it"),
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)});
    actions.compare = registry.add(group, named("go.compare"), tr("&Compare requests…"),
                                   {QKeySequence(Qt::CTRL | Qt::Key_D)});
    // Alt with left and right steps through filters.
    actions.back = registry.add(group, named("go.back"), tr("&Back to the request before"),
                                {QKeySequence(Qt::ALT | Qt::Key_Up), QKeySequence(Qt::Key_Back)});
    actions.forward = registry.add(group, named("go.forward"), tr("&Forward to the request after"),
                                   {QKeySequence(Qt::ALT | Qt::Key_Down), QKeySequence(Qt::Key_Forward)});
    actions.newest =
        registry.add(group, named("go.newest"), tr("Newest request"), {QKeySequence(Qt::CTRL | Qt::Key_End)});
    actions.nextPane =
        registry.add(group, named("go.next-pane"), tr("Next pane"), {QKeySequence(Qt::Key_F6)});
}

void addTableActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("Table");
    const auto add = [&](const char* id, const QString& text, Qt::Key key) {
        return registry.add(group, named(id), text, {QKeySequence(key)}, ActionScope::Table);
    };
    actions.nextRow = add("table.next", tr("Next row"), Qt::Key_J);
    actions.previousRow = add("table.previous", tr("Previous row"), Qt::Key_K);
    actions.rowMenu = add("table.menu", tr("Menu of the cell"), Qt::Key_Period);
    actions.measureTimes = add("table.measure", tr("Measure times from this row"), Qt::Key_T);
    actions.selectRow = add("table.select", tr("Select beside the others"), Qt::Key_X);
    actions.selectMatching = add("table.all-matching", tr("All that match the &filter"), Qt::Key_Asterisk);
    actions.markRows = add("table.mark", tr("Mark to follow up"), Qt::Key_M);
}

void addTriageActions(WindowActions& actions, ActionRegistry& registry) {
    using enum traffic::TriageState;
    const QString group = tr("Triage");
    const auto add = [&](traffic::TriageState state, const char* id, const QString& text,
                         const QList<QKeySequence>& keys) {
        QAction* action = registry.add(group, named(id), text, keys, ActionScope::Table);
        const theme::TriageLook look = theme::triageLook(state);
        action->setIcon(theme::icon(look.icon, look.role));
        actions.triage[static_cast<std::size_t>(state)] = action;
    };
    add(Confirmed, "triage.confirm", tr("&Confirm"), {QKeySequence(Qt::Key_C)});
    add(FalsePositive, "triage.false-positive", tr("&False positive…"), {QKeySequence(Qt::Key_F)});
    add(Escalated, "triage.escalate", tr("&Escalate"), {QKeySequence(Qt::Key_S)});
    add(Archived, "triage.archive", tr("&Archive"), {QKeySequence(Qt::Key_E)});
    add(New, "triage.new", tr("&New again"), {});
}

void addListenerActions(WindowActions& actions, ActionRegistry& registry) {
    const QString group = tr("Listener");
    actions.startListening = registry.add(group, named("listener.start-all"), tr("&Start listening"));
    actions.stopListening = registry.add(group, named("listener.stop-all"), tr("S&top listening"));
    actions.listenerSettings = registry.add(group, named("listener.settings"), tr("&Listener settings…"));
    actions.whyNothing = registry.add(group, named("listener.why"), tr("&Why nothing arrives…"));
    actions.startDemo = registry.add(group, named("demo.start"), tr("Start &demo traffic"));
    actions.stopDemo = registry.add(group, named("demo.stop"), tr("Stop &demo traffic"));
    actions.removeDemo = registry.add(group, named("demo.remove"), tr("&Remove demo traffic…"));
}

void addToolActions(WindowActions& actions, ActionRegistry& registry) {
    actions.addSource = registry.add(tr("Tools"), named("source.add"), tr("&Add source…"));
    actions.addSource->setIcon(theme::icon(theme::Icon::Wizard));
    actions.checkConfiguration =
        registry.add(tr("Tools"), named("tools.check-configuration"), tr("&Check a configuration…"));
}

}  // namespace

QList<QAction*> triageActions(const WindowActions& actions) {
    using enum traffic::TriageState;
    QList<QAction*> all;
    for (const traffic::TriageState state : {Confirmed, FalsePositive, Escalated, Archived, New}) {
        all << actions.triage[static_cast<std::size_t>(state)];
    }
    return all;
}

QList<QAction*> copyActions(const WindowActions& actions) {
    return {actions.copyCurl, actions.copyJson, actions.copyRaw, actions.copyCurlWithSecrets,
            actions.copyRawWithSecrets};
}

WindowActions registerActions(ActionRegistry& registry, filter::FilterState& filter,
                              live::DecisionHistory& history, const DockActions& docks) {
    WindowActions actions{};
    addSessionActions(actions, registry);
    addEditActions(actions, registry, history);
    addCopyActions(actions, registry);
    addFilterActions(actions, registry, filter);
    addTimeActions(actions, registry, filter);
    addViewActions(actions, registry, docks);
    addSavedViewActions(actions, registry);
    addLookActions(actions, registry);
    addGoActions(actions, registry);
    addTableActions(actions, registry);
    addTriageActions(actions, registry);
    addListenerActions(actions, registry);
    addToolActions(actions, registry);
    const QString help = tr("Help");
    actions.keys = registry.add(help, named("help.keys"), tr("&Keys"), {QKeySequence(Qt::Key_F1)});
    actions.about = registry.add(help, named("help.about"), tr("&About Mirrorscope"));
    actions.about->setMenuRole(QAction::AboutRole);
    return actions;
}

}  // namespace mirrorscope::ui::shell
