// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_actions.h"

#include <QActionGroup>
#include <QCoreApplication>

#include "ui/filter/filter_state.h"
#include "ui/shell/action_collection.h"

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

void addSessionActions(WindowActions& actions, ActionCollection& collection) {
    const QString group = tr("Session");
    actions.newSession = collection.add(group, named("session.new"), tr("&New session…"),
                                        {QKeySequence(Qt::CTRL | Qt::Key_N)});
    actions.openSession = collection.add(group, named("session.open"), tr("&Open to look at…"),
                                         {QKeySequence(Qt::CTRL | Qt::Key_O)});
    actions.saveCopy = collection.add(group, named("session.save-copy"), tr("Save a &copy…"),
                                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    actions.quit =
        collection.add(group, named("session.quit"), tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    actions.quit->setMenuRole(QAction::QuitRole);
}

void addFilterActions(WindowActions& actions, ActionCollection& collection, filter::FilterState& filter) {
    const QString group = tr("Filter");
    actions.focusFilter = collection.add(group, named("filter.focus"), tr("Edit &filter"),
                                         {QKeySequence(Qt::CTRL | Qt::Key_L)});
    actions.previousFilter = collection.adopt(group, named("filter.previous"), filter.undoAction(),
                                              {QKeySequence(Qt::ALT | Qt::Key_Left)});
    actions.nextFilter = collection.adopt(group, named("filter.next"), filter.redoAction(),
                                          {QKeySequence(Qt::ALT | Qt::Key_Right)});
    actions.undoFilterStep = collection.add(group, named("filter.undo-step"), tr("Undo last filter step"),
                                            {QKeySequence(Qt::Key_Escape)});
    actions.clearFilter = collection.adopt(group, named("filter.clear-all"), filter.clearAction(),
                                           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)});
}

void addViewActions(WindowActions& actions, ActionCollection& collection, QObject* owner) {
    const QString group = tr("View");
    auto* perspectives = new QActionGroup(owner);
    actions.triage = choice(perspectives, collection.add(group, named("perspective.triage"), tr("Triage"),
                                                         {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_1)}));
    actions.triage->setChecked(true);
    actions.showAttacks =
        collection.add(group, named("view.attacks"), tr("&Attacks"), {QKeySequence(Qt::CTRL | Qt::Key_1)});
    actions.showRequests =
        collection.add(group, named("view.requests"), tr("&Requests"), {QKeySequence(Qt::CTRL | Qt::Key_2)});
    actions.themes = new QActionGroup(owner);
    actions.themeSystem =
        choice(actions.themes, collection.add(group, named("theme.system"), tr("&System theme")));
    actions.themeLight =
        choice(actions.themes, collection.add(group, named("theme.light"), tr("&Light theme")));
    actions.themeDark = choice(actions.themes, collection.add(group, named("theme.dark"), tr("&Dark theme")));
    actions.zones = new QActionGroup(owner);
    actions.zoneLocal = choice(actions.zones, collection.add(group, named("zone.local"), tr("Local time")));
    actions.zoneUtc = choice(actions.zones, collection.add(group, named("zone.utc"), tr("UTC")));
    actions.fullScreen =
        collection.add(group, named("view.full-screen"), tr("&Full screen"), {QKeySequence(Qt::Key_F11)});
    actions.fullScreen->setCheckable(true);
    actions.resetLayout = collection.add(group, named("view.reset-layout"), tr("&Reset layout"));
    actions.refresh =
        collection.add(group, named("view.refresh"), tr("Read &again"), {QKeySequence(Qt::Key_F5)});
}

void addGoActions(WindowActions& actions, ActionCollection& collection) {
    const QString group = tr("Go");
    actions.pause = collection.add(group, named("go.pause"), tr("Pause view"), {QKeySequence(Qt::Key_Space)});
    actions.pause->setCheckable(true);
    actions.goToId =
        collection.add(group, named("go.id"), tr("Go to id…"), {QKeySequence(Qt::CTRL | Qt::Key_G)});
    actions.newest = collection.add(group, named("go.newest"), tr("Newest request"),
                                    {QKeySequence(Qt::CTRL | Qt::Key_End)});
    actions.nextPane =
        collection.add(group, named("go.next-pane"), tr("Next pane"), {QKeySequence(Qt::Key_F6)});
}

void addListenerActions(WindowActions& actions, ActionCollection& collection) {
    const QString group = tr("Listener");
    actions.startListening = collection.add(group, named("listener.start-all"), tr("&Start listening"));
    actions.stopListening = collection.add(group, named("listener.stop-all"), tr("S&top listening"));
    actions.listenerSettings = collection.add(group, named("listener.settings"), tr("&Listener settings…"));
    actions.startDemo = collection.add(group, named("demo.start"), tr("Start &demo traffic"));
    actions.stopDemo = collection.add(group, named("demo.stop"), tr("Stop &demo traffic"));
}

}  // namespace

WindowActions registerActions(ActionCollection& collection, filter::FilterState& filter) {
    WindowActions actions{};
    addSessionActions(actions, collection);
    addFilterActions(actions, collection, filter);
    addViewActions(actions, collection, &collection);
    addGoActions(actions, collection);
    addListenerActions(actions, collection);
    const QString help = tr("Help");
    actions.keys = collection.add(help, named("help.keys"), tr("&Keys"), {QKeySequence(Qt::Key_F1)});
    actions.about = collection.add(help, named("help.about"), tr("&About Mirrorscope"));
    actions.about->setMenuRole(QAction::AboutRole);
    return actions;
}

}  // namespace mirrorscope::ui::shell
