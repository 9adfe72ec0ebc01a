// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QVariant>

#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

/// What the cells of an attack answer to a role of the model. Every text of a stranger is shown text. UI
/// thread.
QVariant attackCell(const traffic::AttackRow& row, AttacksModel::Column column, int role,
                    const QTimeZone& zone);

}  // namespace mirrorscope::ui::attacks
