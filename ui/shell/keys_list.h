// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTreeWidget>

#include "ui/shell/action_registry.h"

namespace mirrorscope::ui::shell {

/// The actions and their keys by group, then the keys that nobody can change. Follows the registry, which
/// outlives it; what differs from the defaults is bold. UI thread.
class KeysList : public QTreeWidget {
    Q_OBJECT

public:
    explicit KeysList(const ActionRegistry& registry, QWidget* parent = nullptr);

    /// Shows what has that text in its title or keys, and chooses the first.
    void find(const QString& text);
    /// nullptr: nothing, a heading, or a key that stays as it is.
    const ActionRegistry::Entry* chosen() const;

private:
    void fill();
    void showKeys();

    const ActionRegistry& m_registry;
    QHash<QTreeWidgetItem*, const ActionRegistry::Entry*> m_entries;
};

}  // namespace mirrorscope::ui::shell
