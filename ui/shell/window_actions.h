// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QActionGroup;

namespace mirrorscope::ui::filter {
class FilterState;
}

namespace mirrorscope::ui::shell {

class ActionCollection;

/// The actions of the window by name, for menus, toolbar and wiring. Registered once; owned by the
/// collection.
struct WindowActions {
    QAction* newSession;
    QAction* openSession;
    QAction* saveCopy;
    QAction* quit;

    QAction* focusFilter;
    QAction* previousFilter;
    QAction* nextFilter;
    QAction* undoFilterStep;  // Esc
    QAction* clearFilter;

    QAction* triage;
    QAction* showAttacks;
    QAction* showRequests;
    QActionGroup* themes;
    QAction* themeSystem;
    QAction* themeLight;
    QAction* themeDark;
    QActionGroup* zones;
    QAction* zoneLocal;
    QAction* zoneUtc;
    QAction* fullScreen;
    QAction* resetLayout;

    QAction* pause;
    QAction* goToId;
    QAction* newest;
    QAction* nextPane;
    QAction* refresh;

    QAction* startListening;
    QAction* stopListening;
    QAction* listenerSettings;
    QAction* startDemo;
    QAction* stopDemo;

    QAction* keys;
    QAction* about;
};

WindowActions registerActions(ActionCollection& collection, filter::FilterState& filter);

}  // namespace mirrorscope::ui::shell
