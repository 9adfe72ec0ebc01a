// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

#include "ui/shell/action_registry.h"

class QWidget;

namespace mirrorscope::ui::shell {

/// Lets the actions of the scope Table do what the tables know under the letters j, k and the dot, whatever
/// keys the user gave them. A letter that its action gave away does nothing, and neither does the key of an
/// action that is off at present: a table would take Alt+Up as Up. UI thread.
class TableKeys : public QObject {
    Q_OBJECT

public:
    /// All outlive it.
    TableKeys(const ActionRegistry& registry, const QList<QWidget*>& tables, QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void press(const ActionRegistry::Entry& entry);

    const ActionRegistry& m_registry;
    QList<QWidget*> m_tables;
};

}  // namespace mirrorscope::ui::shell
