// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/conditions.h"

namespace mirrorscope::ui::views {
class ViewList;
}

namespace mirrorscope::ui::shell {

/// What the window must say about saved views: a file that cannot be read or written, and the view that was
/// just deleted, while that can be undone by a press on the banner. Pure.
QList<Condition> viewConditions(const views::ViewList& list, const QString& justRemoved);

}  // namespace mirrorscope::ui::shell
