// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QVariant>

#include "ui/attacks/attack_group.h"
#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

/// What the cells of the three kinds of rows answer to a role of the model. Every text of a stranger is shown
/// text. UI thread.
QVariant attackCell(const traffic::AttackRow& row, AttacksModel::Column column, int role,
                    const QTimeZone& zone);
QVariant attackGroupCell(const AttackGroup& group, AttacksModel::Column column, int role,
                         const QTimeZone& zone);
QVariant attackMoreCell(const AttackGroup& group, AttacksModel::Column column, int role);

QString severityWord(traffic::Severity severity);

}  // namespace mirrorscope::ui::attacks
