// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "ui/theme/fonts.h"
#include "ui/theme/palette.h"

class QLineEdit;

namespace mirrorscope::ui::settings {

/// A plain label in a style and a colour role that follows the theme; wraps.
QLabel* makeLabel(const QString& text, theme::TextStyle style, theme::Role role, QWidget* parent);
/// Small, secondary: what a field means.
QLabel* makeNote(const QString& text, QWidget* parent);
/// Gives a label another role; call on a label of makeLabel() any number of times.
void setRole(QLabel* label, theme::Role role);
/// As if the text were typed: setText() would forget what Ctrl+Z can undo.
void typeOver(QLineEdit* edit, const QString& text);

}  // namespace mirrorscope::ui::settings
