// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_bar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <utility>

#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"
#include "ui/views/view_commands.h"
#include "ui/views/view_switch.h"
#include "ui/views/view_tabs.h"

namespace mirrorscope::ui::views {

ViewBar::ViewBar(ViewStore store, ViewTarget& target, QWidget* parent)
    : QWidget(parent),
      m_list(new ViewList(std::move(store), this)),
      m_switch(new ViewSwitch(*m_list, target, this)),
      m_commands(new ViewCommands(*m_list, *m_switch, this)),
      m_tabs(new ViewTabs(*m_list, *m_switch, this)),
      m_add(new QToolButton(this)) {
    setObjectName(QStringLiteral("views.bar"));
    setAccessibleName(tr("Views"));
    m_add->setObjectName(QStringLiteral("views.add"));
    m_add->setAccessibleName(tr("Save view"));
    m_add->setToolTip(tr("Save what is shown as a view"));
    m_add->setIcon(theme::icon(theme::Icon::Plus));
    m_add->setAutoRaise(true);
    m_add->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::kBetween, 0, theme::kBetween, 0);
    layout->setSpacing(theme::kInside);
    layout->addWidget(m_tabs);
    layout->addWidget(m_add);
    layout->addStretch(1);
    connect(m_add, &QToolButton::clicked, m_commands, &ViewCommands::askSave);
    connect(m_tabs, &ViewTabs::renameRequested, m_commands, &ViewCommands::askRename);
    connect(m_tabs, &ViewTabs::menuRequested, this, [this](ViewId id, const QPoint& position) {
        QMenu* menu = m_commands->menu(id, this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(position);
    });
    const auto refresh = [this] { m_add->setEnabled(!m_list->isFull()); };
    connect(m_list, &ViewList::changed, this, refresh);
    refresh();
}

QString ViewBar::currentName() const {
    const SavedView* view = m_list->find(m_switch->current());
    return view == nullptr ? QString() : view->name;
}

bool ViewBar::choose(const QString& name) {
    const ViewId id = m_list->idOf(name);
    m_switch->choose(id);
    return id != 0;
}

void ViewBar::chooseAt(int place) {
    if (place >= 0 && place < static_cast<int>(m_list->entries().size())) {
        m_switch->choose(m_list->entries()[static_cast<std::size_t>(place)].id);
    }
}

}  // namespace mirrorscope::ui::views
