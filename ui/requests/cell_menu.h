// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <optional>
#include <vector>

#include "core/query/syntax_tree.h"
#include "ui/filter/condition_actions.h"

class QMenu;
class QWidget;

namespace mirrorscope::ui::requests {

/// All that can be asked of a cell: its value; of a time its second and its minute; each flag; of a header
/// with commas the whole line and each part of it.
std::vector<filter::NamedCondition> cellConditions(const QModelIndex& index);

/// What "Show only" of a cell asks for at first; unset where that makes no sense or there is a choice.
std::optional<query::Node> cellCondition(const QModelIndex& index);

/// Show only, Exclude, Copy. Deletes itself when closed; the caller pops it up.
QMenu* cellMenu(const QModelIndex& index, QWidget* parent, const filter::AskFor& askFor);

void copyCell(const QModelIndex& index);

}  // namespace mirrorscope::ui::requests
