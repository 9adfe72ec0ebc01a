// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_bars.h"

#include <QActionGroup>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>

#include "ui/shell/icon_label.h"
#include "ui/shell/window_actions.h"
#include "ui/text/plain_label.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::shell {
namespace {

QMenu* addMenu(QMenuBar& bar, const QString& title, const char* name) {
    QMenu* menu = bar.addMenu(title);
    menu->setObjectName(QLatin1String(name));
    return menu;
}

QList<QAction*> parts(const WindowActions& actions) {
    return {actions.showSources, actions.showDetail, actions.showAround, actions.showEvents,
            actions.showChart};
}

void fillSessionMenu(QMenuBar& bar, const WindowActions& actions) {
    QMenu* session = addMenu(bar, WindowToolBar::tr("&Session"), "menu.session");
    session->setToolTipsVisible(true);  // they say why an entry is unavailable
    session->addActions({actions.newSession, actions.openSession, actions.saveCopy});
    session->addSeparator();
    session->addAction(actions.saveReport);
    session->addSeparator();
    session->addAction(actions.readAnew);
    session->addSeparator();
    session->addAction(actions.quit);
}

void fillEditMenu(QMenuBar& bar, const WindowActions& actions) {
    QMenu* edit = addMenu(bar, WindowToolBar::tr("&Edit"), "menu.edit");
    edit->addActions({actions.undoDecision, actions.redoDecision});
    edit->addSeparator();
    edit->addActions({actions.focusFilter, actions.undoFilterStep, actions.clearFilter});
    edit->addSeparator();
    edit->addAction(actions.undoDeleteView);
    edit->addSeparator();
    QMenu* copy = edit->addMenu(WindowToolBar::tr("&Copy request"));
    copy->setObjectName(QStringLiteral("menu.copy"));
    copy->addActions(copyActions(actions));
    edit->addActions({actions.copyMarkdown, actions.copyMarkdownWithSecrets});
    edit->addSeparator();
    QMenu* time = edit->addMenu(WindowToolBar::tr("&Time range"));
    time->setObjectName(QStringLiteral("menu.time"));
    time->addActions(actions.timeRanges);
    time->addSeparator();
    time->addAction(actions.pinTime);
    edit->addSeparator();
    edit->addAction(actions.settings);
}

void fillViewMenu(QMenuBar& bar, const WindowActions& actions) {
    QMenu* view = addMenu(bar, WindowToolBar::tr("&View"), "menu.view");
    QMenu* perspectives = view->addMenu(WindowToolBar::tr("&Perspective"));
    perspectives->setObjectName(QStringLiteral("menu.perspective"));
    for (QAction* perspective : actions.perspectives) {
        perspectives->addAction(perspective);
    }
    view->addSeparator();
    view->addActions({actions.showAttacks, actions.showRequests});
    for (QAction* saved : actions.savedViews) {
        view->addAction(saved);
    }
    view->addSeparator();
    view->addActions({actions.saveView, actions.importViews, actions.exportViews});
    view->addSeparator();
    view->addActions(parts(actions));
    view->addActions({actions.colourRules, actions.knownSources, actions.hideKnown});
    view->addActions({actions.resetLayout, actions.resetLayouts});
    view->addSeparator();
    QMenu* themes = view->addMenu(WindowToolBar::tr("&Theme"));
    themes->setObjectName(QStringLiteral("menu.theme"));
    themes->addActions(actions.themes->actions());
    QMenu* zones = view->addMenu(WindowToolBar::tr("Time &zone"));
    zones->addActions(actions.zones->actions());
    view->addAction(actions.hideSecrets);
    view->addSeparator();
    view->addActions({actions.refresh, actions.fullScreen});
}

}  // namespace

QMenu* partsMenu(const WindowActions& actions, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("menu.parts"));
    menu->addActions(parts(actions));
    menu->addSeparator();
    menu->addAction(actions.resetLayout);
    return menu;
}

void fillMenuBar(QMenuBar& bar, const WindowActions& actions) {
    fillSessionMenu(bar, actions);
    fillEditMenu(bar, actions);
    fillViewMenu(bar, actions);

    QMenu* go = addMenu(bar, WindowToolBar::tr("&Go"), "menu.go");
    go->addActions({actions.previousFilter, actions.nextFilter});
    go->addSeparator();
    go->addActions({actions.back, actions.forward});
    go->addSeparator();
    go->addActions({actions.goToId, actions.around, actions.clientAround, actions.compare, actions.newest,
                    actions.nextPane});
    go->addSeparator();
    go->addAction(actions.pause);

    QMenu* triage = addMenu(bar, WindowToolBar::tr("&Triage"), "menu.triage");
    triage->addActions(triageActions(actions));
    triage->addSeparator();
    triage->addActions({actions.selectRow, actions.selectMatching, actions.markRows});
    triage->addSeparator();
    triage->addActions({actions.undoDecision, actions.redoDecision});

    QMenu* listener = addMenu(bar, WindowToolBar::tr("&Listener"), "menu.listener");
    listener->addActions({actions.startListening, actions.stopListening, actions.listenerSettings});
    listener->addAction(actions.whyNothing);
    listener->addSeparator();
    listener->addActions({actions.startDemo, actions.stopDemo, actions.removeDemo});

    addMenu(bar, WindowToolBar::tr("T&ools"), "menu.tools")
        ->addActions({actions.addSource, actions.checkConfiguration});

    addMenu(bar, WindowToolBar::tr("&Help"), "menu.help")->addActions({actions.keys, actions.about});
}

WindowToolBar::WindowToolBar(const WindowActions& actions, QWidget* parent)
    : QToolBar(parent),
      m_rules(new QLabel(this)),
      m_session(new QLabel(this)),
      m_zone(new QToolButton(this)) {
    setObjectName(QStringLiteral("toolbar"));
    setWindowTitle(tr("Toolbar"));
    setAccessibleName(tr("Toolbar"));
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setIconSize({theme::kIcon, theme::kIcon});

    for (const PerspectiveInfo& info : perspectiveTable()) {
        textButton(actions.perspectives[static_cast<std::size_t>(info.perspective)],
                   QStringLiteral("toolbar.") + QLatin1String(info.name));
    }
    addSeparator();
    m_pause = textButton(actions.pause, QStringLiteral("toolbar.pause"));
    m_addSource = textButton(actions.addSource, QStringLiteral("toolbar.add-source"));
    m_rules->setObjectName(QStringLiteral("toolbar.rules"));
    m_rules->setTextFormat(Qt::PlainText);
    m_rules->setContentsMargins(theme::kBetween, 0, theme::kBetween, 0);
    setTextRole(m_rules, theme::Role::Text2);
    addWidget(m_rules);

    auto* rest = new QWidget(this);
    rest->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(rest);
    m_session->setObjectName(QStringLiteral("toolbar.session"));
    m_session->setTextFormat(Qt::PlainText);
    m_session->setContentsMargins(theme::kBetween, 0, theme::kBetween, 0);
    setTextRole(m_session, theme::Role::Text2);
    addWidget(m_session);
    addSeparator();
    m_zone->setObjectName(QStringLiteral("toolbar.zone"));
    m_zone->setPopupMode(QToolButton::InstantPopup);
    m_zone->setAccessibleName(tr("Time zone"));
    auto* zones = new QMenu(m_zone);
    zones->addActions(actions.zones->actions());
    m_zone->setMenu(zones);
    addWidget(m_zone);
    m_goTo = textButton(actions.goToId, QStringLiteral("toolbar.go-to"));
}

QToolButton* WindowToolBar::textButton(QAction* action, const QString& name) {
    addAction(action);
    auto* button = qobject_cast<QToolButton*>(widgetForAction(action));
    button->setObjectName(name);
    // A toolbar takes the keyboard from its buttons.
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly
                                                       : Qt::ToolButtonTextBesideIcon);
    return button;
}

void WindowToolBar::setSession(const QString& name, const QString& path) {
    m_session->setText(name);
    text::setPlainToolTip(m_session, path);
}

void WindowToolBar::setRules(const QString& text) {
    m_rules->setText(text);
}

void WindowToolBar::setZone(const QString& text) {
    m_zone->setText(text);
}

void WindowToolBar::setNarrow(bool narrow) {
    const auto style = narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    m_pause->setToolButtonStyle(style);
    m_addSource->setToolButtonStyle(style);
    m_goTo->setToolButtonStyle(style);
}

}  // namespace mirrorscope::ui::shell
