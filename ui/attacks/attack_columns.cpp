// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_columns.h"

#include <QCoreApplication>

namespace mirrorscope::ui::attacks {

const std::array<AttackColumnInfo, static_cast<std::size_t>(AttacksModel::Column::Count)>& attackColumns() {
    using enum AttacksModel::Column;
    // Worst first, then latest first: the mark stands where the order within a severity comes from.
    // column, title, width, takes the rest, right-aligned, shown when narrow, elide
    static const std::array<AttackColumnInfo, static_cast<std::size_t>(Count)> columns{{
        {Severity, QT_TRANSLATE_NOOP("AttackColumns", "Severity"), 132, false, false, true, Qt::ElideRight},
        {Title, QT_TRANSLATE_NOOP("AttackColumns", "Attack, point"), 240, true, false, true, Qt::ElideMiddle},
        {Source, QT_TRANSLATE_NOOP("AttackColumns", "Source"), 126, false, false, true, Qt::ElideRight},
        {Client, QT_TRANSLATE_NOOP("AttackColumns", "Client"), 112, false, false, true, Qt::ElideRight},
        {Endpoint, QT_TRANSLATE_NOOP("AttackColumns", "Host and path"), 230, false, false, true,
         Qt::ElideMiddle},
        {Requests, QT_TRANSLATE_NOOP("AttackColumns", "Requests"), 74, false, true, true, Qt::ElideRight},
        {Hits, QT_TRANSLATE_NOOP("AttackColumns", "Hits"), 56, false, true, false, Qt::ElideRight},
        {Score, QT_TRANSLATE_NOOP("AttackColumns", "Score"), 52, false, true, false, Qt::ElideRight},
        {FirstSeen, QT_TRANSLATE_NOOP("AttackColumns", "First seen"), 84, false, true, false, Qt::ElideRight},
        {LastSeen, QT_TRANSLATE_NOOP("AttackColumns", "Last seen ▾"), 84, false, true, true, Qt::ElideRight},
        {Triage, QT_TRANSLATE_NOOP("AttackColumns", "Triage"), 124, false, false, true, Qt::ElideRight},
    }};
    return columns;
}

const AttackColumnInfo& attackColumnInfo(AttacksModel::Column column) {
    return attackColumns()[static_cast<std::size_t>(column)];
}

QString attackColumnTitle(AttacksModel::Column column) {
    return QCoreApplication::translate("AttackColumns", attackColumnInfo(column).title);
}

}  // namespace mirrorscope::ui::attacks
