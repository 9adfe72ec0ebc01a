// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QVariant>

#include "ui/attacks/attack_group.h"
#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

/// What the cells of a group, of all campaigns or of one campaign answer to a role of the model. Every text
/// of a stranger is shown text. UI thread.
QVariant groupCell(const AttackGroup& group, AttacksModel::Column column, int role, const QTimeZone& zone);

/// "SQL injection 6, Cross-site scripting 4 and 2 other types".
QString campaignTypes(const traffic::Campaign& campaign);

}  // namespace mirrorscope::ui::attacks
