// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <functional>
#include <optional>

#include "ui/filter/filter_terms.h"

class QMenu;
class QWidget;

namespace mirrorscope::ui::requests {

/// The condition that a cell of the requests table stands for; unset where "Show only" makes no sense.
std::optional<filter::FilterTerm> cellTerm(const QModelIndex& index, bool negated);

/// Show only, Exclude, Copy. Deletes itself when closed; the caller pops it up.
QMenu* cellMenu(const QModelIndex& index, QWidget* parent,
                std::function<void(const filter::FilterTerm&)> filterBy);

void copyCell(const QModelIndex& index);

}  // namespace mirrorscope::ui::requests
