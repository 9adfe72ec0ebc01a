// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <Qt>
#include <array>

#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

/// One line of the column table: a new column is one line here and one case in attack_cell.cpp.
struct AttackColumnInfo {
    AttacksModel::Column column;
    const char* title;  // to be passed through attackColumnTitle
    int width;          // px
    bool takesRest;
    bool rightAligned;
    bool shownWhenNarrow;
    Qt::TextElideMode elide;
};

const std::array<AttackColumnInfo, static_cast<std::size_t>(AttacksModel::Column::Count)>& attackColumns();
const AttackColumnInfo& attackColumnInfo(AttacksModel::Column column);
QString attackColumnTitle(AttacksModel::Column column);

}  // namespace mirrorscope::ui::attacks
