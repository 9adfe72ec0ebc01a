// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace mirrorscope::ui::shell {

/// Name, desktop id and theme of the program. Call once, before the first widget. `reset`: forget layout,
/// theme and other choices of the window first.
void prepareApplication(QApplication& application, bool reset = false);

}  // namespace mirrorscope::ui::shell
