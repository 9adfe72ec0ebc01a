// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/query/syntax_tree.h"

class QMenu;

namespace mirrorscope::ui::filter {

using AskFor = std::function<void(const query::Node& condition, bool exclude)>;

/// "Show only …" and "Exclude …" of what somebody clicked.
void addConditionActions(QMenu& menu, const query::Node& condition, AskFor askFor);

}  // namespace mirrorscope::ui::filter
