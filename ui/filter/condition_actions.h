// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <vector>

#include "core/query/syntax_tree.h"

class QMenu;

namespace mirrorscope::ui::filter {

using AskFor = std::function<void(const query::Node& condition, bool exclude)>;

/// One of several things that a cell can be asked for. An empty label: as its chip would say it.
struct NamedCondition {
    QString label;
    query::Node condition;
};

/// One: as addConditionActions. Several: menus "Show only" and "Exclude" with a line each. None: nothing.
void addConditionChoices(QMenu& menu, const std::vector<NamedCondition>& choices, const AskFor& askFor);

/// "Show only …" and "Exclude …" of what somebody clicked.
void addConditionActions(QMenu& menu, const query::Node& condition, AskFor askFor);

}  // namespace mirrorscope::ui::filter
