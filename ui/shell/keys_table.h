// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace mirrorscope::ui::shell {

class ActionRegistry;

/// The default keys as the Markdown table of docs/ui.md. Pure.
QString keysTable(const ActionRegistry& registry);

}  // namespace mirrorscope::ui::shell
