// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_switch.h"

#include <QScopedValueRollback>

namespace mirrorscope::ui::views {

ViewSwitch::ViewSwitch(ViewList& list, ViewTarget& target, QObject* parent)
    : QObject(parent), m_list(list), m_target(target) {
    connect(&m_list, &ViewList::changed, this, &ViewSwitch::followList);
}

void ViewSwitch::chooseFree(Table table) {
    if (m_current == 0 && m_table == table) {
        return;
    }
    ViewLook look = freeLook();
    look.table = table;
    leave();
    m_current = 0;
    apply(look);
    emit currentChanged();
}

void ViewSwitch::choose(ViewId id) {
    const SavedView* view = m_list.find(id);
    if (view == nullptr || id == m_current) {
        return;
    }
    const ViewLook free = freeLook();
    leave();
    m_free = free;
    m_current = id;
    m_view = *view;
    const auto draft = m_drafts.find(id);
    apply(lookOf(draft == m_drafts.end() ? m_view : draft->second, m_free));
    emit currentChanged();
}

void ViewSwitch::leave() {
    if (m_current == 0) {
        return;
    }
    if (differs()) {
        m_drafts.insert_or_assign(m_current, keeping(m_view, m_target.look()));
    } else {
        m_drafts.erase(m_current);
    }
}

void ViewSwitch::apply(const ViewLook& look) {
    {
        const QScopedValueRollback guard(m_isApplying, true);
        m_table = look.table;
        m_target.applyView(look);
    }
    refresh();
}

ViewLook ViewSwitch::freeLook() const {
    ViewLook look = m_target.look();
    if (m_current == 0) {
        look.table = m_table;
        return look;
    }
    // What the view does not keep is the free views', too.
    look.table = m_free.table;
    look.filter = m_view.filter ? m_free.filter : look.filter;
    look.grouping = m_view.grouping ? m_free.grouping : look.grouping;
    look.columns = m_view.columns ? m_free.columns : look.columns;
    look.sort = m_view.sort ? m_free.sort : look.sort;
    return look;
}

SavedView ViewSwitch::currentAsView() const {
    SavedView view{.table = m_table, .filter = QString()};
    if (m_table == Table::Attacks) {
        view.grouping.emplace();
    } else {
        view.columns.emplace();
        view.sort.emplace();
    }
    return keeping(view, m_target.look());
}

bool ViewSwitch::differs() const {
    SavedView view = m_view;
    if (view.filter) {
        view.filter = m_target.filterInForce(*view.filter);
    }
    return keeping(view, m_target.look()) != view;
}

bool ViewSwitch::isChanged(ViewId id) const {
    return id == m_current ? m_isChanged : m_drafts.contains(id);
}

void ViewSwitch::saveChanges(ViewId id) {
    if (id != 0 && id == m_current) {
        m_list.replace(id, keeping(m_view, m_target.look()));
    } else if (const auto draft = m_drafts.find(id); draft != m_drafts.end()) {
        const SavedView view = draft->second;
        m_drafts.erase(draft);
        m_list.replace(id, view);
    }
    emit marksChanged();
}

void ViewSwitch::giveUpChanges(ViewId id) {
    m_drafts.erase(id);
    if (id != 0 && id == m_current) {
        apply(lookOf(m_view, m_target.look()));
    }
    emit marksChanged();
}

void ViewSwitch::refresh() {
    if (m_isApplying) {
        return;
    }
    const bool changed = m_current != 0 && differs();
    if (changed != m_isChanged) {
        m_isChanged = changed;
        emit marksChanged();
    }
}

void ViewSwitch::followList() {
    std::erase_if(m_drafts, [this](const auto& draft) { return m_list.find(draft.first) == nullptr; });
    if (m_current == 0) {
        return;
    }
    if (const SavedView* view = m_list.find(m_current)) {
        m_view = *view;
        refresh();
        return;
    }
    ViewLook look = freeLook();
    look.table = m_table;
    m_current = 0;
    apply(look);
    emit currentChanged();
}

}  // namespace mirrorscope::ui::views
