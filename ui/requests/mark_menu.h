// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include "core/traffic/mark.h"

class QMenu;

namespace mirrorscope::ui::requests {

/// "Mark ▸" with every mark; the one that the row has is checked, and "No mark" takes it away.
void addMarkMenu(QMenu& menu, std::optional<traffic::Mark> now,
                 const std::function<void(traffic::Mark)>& choose);

}  // namespace mirrorscope::ui::requests
