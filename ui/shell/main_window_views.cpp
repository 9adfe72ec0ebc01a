// SPDX-License-Identifier: GPL-3.0-or-later
// Saved views in the window: their keys and menu entries, what is said about them.
#include "ui/live/live_bridge.h"
#include "ui/shell/colour_rules.h"
#include "ui/shell/known_keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/triage_page.h"
#include "ui/shell/view_conditions.h"
#include "ui/views/view_bar.h"
#include "ui/views/view_commands.h"

namespace mirrorscope::ui::shell {

void MainWindow::wireSavedViews() {
    views::ViewBar& bar = m_triage->views();
    views::ViewCommands& commands = bar.commands();
    for (std::size_t i = 0; i < kViewKeys; ++i) {
        connect(m_actions.savedViews[i], &QAction::triggered, &bar,
                [&bar, i] { bar.chooseAt(static_cast<int>(i)); });
    }
    connect(m_actions.saveView, &QAction::triggered, &commands, &views::ViewCommands::askSave);
    connect(m_actions.undoDeleteView, &QAction::triggered, &commands, &views::ViewCommands::undoRemove);
    connect(m_actions.importViews, &QAction::triggered, &commands, &views::ViewCommands::askImport);
    connect(m_actions.exportViews, &QAction::triggered, &commands, &views::ViewCommands::askExportAll);
    connect(&bar.list(), &views::ViewList::changed, this, &MainWindow::refreshSavedViews);
    // The banners follow the status.
    connect(&bar.list(), &views::ViewList::fileChanged, m_bridge, &live::LiveBridge::askStatus);
    connect(&commands, &views::ViewCommands::justRemovedChanged, m_bridge, &live::LiveBridge::askStatus);
    refreshSavedViews();
}

void MainWindow::refreshSavedViews() {
    const views::ViewList& list = m_triage->views().list();
    const auto& entries = list.entries();
    for (std::size_t i = 0; i < kViewKeys; ++i) {
        QAction* action = m_actions.savedViews[i];
        const bool isThere = i < entries.size();
        constexpr std::size_t kFirstKey = 3;
        action->setText(isThere ? QString(entries[i].view.name).replace(u'&', QStringLiteral("&&"))
                                : tr("View %1").arg(kFirstKey + i));
        action->setEnabled(isThere);
        action->setVisible(isThere);
    }
    m_actions.saveView->setEnabled(!list.isFull());
    m_actions.exportViews->setEnabled(!entries.empty());
    m_actions.undoDeleteView->setEnabled(!list.lastRemoved().isEmpty() && !list.isFull());
}

QList<Condition> MainWindow::furtherConditions() const {
    return viewConditions(m_triage->views().list(), m_triage->views().commands().justRemoved()) +
           m_colours->conditions() + m_known->conditions() + sourceConditions();
}

}  // namespace mirrorscope::ui::shell
