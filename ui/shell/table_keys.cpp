// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/table_keys.h"

#include <QKeyEvent>
#include <QWidget>
#include <algorithm>

namespace mirrorscope::ui::shell {

TableKeys::TableKeys(const ActionRegistry& registry, const QList<QWidget*>& tables, QObject* parent)
    : QObject(parent), m_registry(registry), m_tables(tables) {
    for (QWidget* table : m_tables) {
        table->installEventFilter(this);
    }
    for (const ActionRegistry::Entry& entry : m_registry.entries()) {
        if (entry.scope == ActionScope::Table) {
            for (QWidget* table : m_tables) {
                table->addAction(entry.action);
            }
            connect(entry.action, &QAction::triggered, this, [this, &entry] { press(entry); });
        }
    }
}

void TableKeys::press(const ActionRegistry::Entry& entry) {
    const auto table = std::ranges::find_if(m_tables, [](const QWidget* one) { return one->hasFocus(); });
    // What has no letter the tables do not know: others are told by the action.
    if (table != m_tables.end() && !entry.defaults.isEmpty()) {
        QKeyEvent pressed(QEvent::KeyPress, entry.defaults.front()[0].key(), Qt::NoModifier);
        // Sent through the application, it would find the action again.
        static_cast<QObject*>(*table)->event(&pressed);
    }
}

bool TableKeys::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress) {
        return QObject::eventFilter(watched, event);
    }
    const QKeySequence key(static_cast<QKeyEvent*>(event)->keyCombination());
    return std::ranges::any_of(m_registry.entries(), [&key](const ActionRegistry::Entry& entry) {
        const bool isGivenAway = entry.scope == ActionScope::Table && entry.defaults.contains(key);
        return isGivenAway || (!entry.action->isEnabled() && entry.keys().contains(key));
    });
}

}  // namespace mirrorscope::ui::shell
