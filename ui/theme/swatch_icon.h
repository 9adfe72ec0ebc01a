// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include "ui/theme/source_look.h"

namespace mirrorscope::ui::theme {

/// A source's swatch as an icon, for table cells, menus and legends made of item views. Draws itself at any
/// size; selected and disabled look the same. UI thread.
QIcon swatchIcon(const SourceLook& look);

}  // namespace mirrorscope::ui::theme
