// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <array>

#include "core/traffic/triage.h"
#include "ui/shell/perspective.h"

class QAction;
class QActionGroup;

namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::live {
class DecisionHistory;
}

namespace mirrorscope::ui::shell {

class ActionRegistry;

/// Saved views that have a key: Ctrl+3 to Ctrl+9.
inline constexpr std::size_t kViewKeys = 7;

/// The actions of the window by name, for menus, toolbar and wiring. Registered once; owned by the registry.
struct WindowActions {
    QAction* newSession;
    QAction* openSession;
    QAction* saveCopy;
    QAction* saveReport;
    QAction* readAnew;
    QAction* quit;

    QAction* undoDecision;
    QAction* redoDecision;
    QAction* settings;
    QAction* copyCurl;
    QAction* copyJson;
    QAction* copyRaw;
    QAction* copyCurlWithSecrets;
    QAction* copyRawWithSecrets;
    QAction* copyMarkdown;  // of the chosen attack or finding
    QAction* copyMarkdownWithSecrets;

    QAction* focusFilter;
    QAction* previousFilter;
    QAction* nextFilter;
    QAction* undoFilterStep;  // Esc
    QAction* clearFilter;

    QList<QAction*> timeRanges;  // all time, the last …, custom
    QAction* pinTime;

    std::array<QAction*, kPerspectives> perspectives;
    QAction* showAttacks;
    QAction* showRequests;
    std::array<QAction*, kViewKeys> savedViews;  // in the order of their tabs
    QAction* saveView;
    QAction* undoDeleteView;
    QAction* importViews;
    QAction* exportViews;
    QActionGroup* themes;
    QAction* themeSystem;
    QAction* themeLight;
    QAction* themeDark;
    QActionGroup* zones;
    QAction* zoneLocal;
    QAction* zoneUtc;
    QAction* hideSecrets;
    QAction* fullScreen;
    QAction* showSources;
    QAction* showDetail;
    QAction* showAround;
    QAction* showEvents;
    QAction* showChart;
    QAction* colourRules;
    QAction* knownSources;
    QAction* hideKnown;
    QAction* resetLayout;
    QAction* resetLayouts;

    QAction* pause;
    QAction* goToId;
    QAction* around;
    QAction* clientAround;
    QAction* compare;
    QAction* back;
    QAction* forward;
    QAction* newest;
    QAction* nextPane;
    QAction* refresh;

    QAction* startListening;
    QAction* stopListening;
    QAction* listenerSettings;
    QAction* whyNothing;
    QAction* addSource;
    QAction* startDemo;
    QAction* stopDemo;
    QAction* removeDemo;

    QAction* checkConfiguration;

    QAction* nextRow;
    QAction* previousRow;
    QAction* rowMenu;
    QAction* selectRow;
    QAction* selectMatching;
    QAction* markRows;
    QAction* measureTimes;
    std::array<QAction*, static_cast<std::size_t>(traffic::TriageState::Count)> triage;

    QAction* keys;
    QAction* about;
};

/// The docks' actions that show and hide them.
struct DockActions {
    QAction* sources;
    QAction* detail;
    QAction* around;
    QAction* events;
};

/// In the order of menus: what is to be done about it, what is put away, what takes it back.
QList<QAction*> triageActions(const WindowActions& actions);
/// What can be copied of the request in the detail.
QList<QAction*> copyActions(const WindowActions& actions);

WindowActions registerActions(ActionRegistry& registry, filter::FilterState& filter,
                              live::DecisionHistory& history, const DockActions& docks);

}  // namespace mirrorscope::ui::shell
