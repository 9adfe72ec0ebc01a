// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QToolButton>

#include "ui/attacks/grouping.h"

class QActionGroup;

namespace mirrorscope::ui::attacks {

/// "Group: type, client ▾" above the attacks: a menu of the first level and of the second. UI thread.
class GroupButton : public QToolButton {
    Q_OBJECT

public:
    explicit GroupButton(QWidget* parent = nullptr);

    Grouping grouping() const { return m_grouping; }
    void setGrouping(const Grouping& grouping);

    /// "grouped by type, then client", "not grouped".
    static QString sentence(const Grouping& grouping);

signals:
    void groupingChanged(const mirrorscope::ui::attacks::Grouping& grouping);

private:
    QActionGroup* addLevel(const QString& title, bool isFirst);
    void choose(const Grouping& grouping);
    void showGrouping();

    Grouping m_grouping;
    QActionGroup* m_first;
    QActionGroup* m_second;
};

}  // namespace mirrorscope::ui::attacks
