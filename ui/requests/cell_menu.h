// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <optional>

#include "core/query/syntax_tree.h"
#include "ui/filter/condition_actions.h"

class QMenu;
class QWidget;

namespace mirrorscope::ui::requests {

/// What "Show only" of a cell asks for; unset where that makes no sense.
std::optional<query::Node> cellCondition(const QModelIndex& index);

/// Show only, Exclude, Copy. Deletes itself when closed; the caller pops it up.
QMenu* cellMenu(const QModelIndex& index, QWidget* parent, filter::AskFor askFor);

void copyCell(const QModelIndex& index);

}  // namespace mirrorscope::ui::requests
