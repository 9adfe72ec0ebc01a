// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QVariant>

#include "ui/attacks/attack_details.h"
#include "ui/attacks/attacks_model.h"

namespace mirrorscope::ui::attacks {

/// What the cells of the rows below an opened attack, and of "Show N more", answer to a role of the model.
/// Every text of a stranger is shown text. UI thread.
QVariant hitCell(const AttackHit& hit, AttacksModel::Column column, int role);
/// Null: it is being read.
QVariant requestCell(const traffic::RequestRow* request, AttacksModel::Column column, int role,
                     const QTimeZone& zone);
QVariant moreCell(const QString& text, AttacksModel::Column column, int role);

/// "Show 12 more"; of the parts of a group, of hits, of requests.
QString moreText(std::uint64_t hidden);
QString moreHitsText(const AttackDetails& details);
QString moreRequestsText(const AttackDetails& details);

}  // namespace mirrorscope::ui::attacks
