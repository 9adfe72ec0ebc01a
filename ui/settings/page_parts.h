// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/role_label.h"

class QLineEdit;

namespace mirrorscope::ui::settings {

using text::makeLabel;
using text::makeNote;
using text::setRole;

/// As if the text were typed: setText() would forget what Ctrl+Z can undo.
void typeOver(QLineEdit* edit, const QString& text);

}  // namespace mirrorscope::ui::settings
