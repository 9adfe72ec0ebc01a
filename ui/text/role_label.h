// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "ui/theme/fonts.h"
#include "ui/theme/palette.h"

class QFrame;

namespace mirrorscope::ui::text {

/// A plain label in a style and a colour role that follows the theme; wraps. UI thread.
QLabel* makeLabel(const QString& text, theme::TextStyle style, theme::Role role, QWidget* parent);
/// Small, secondary: what something means.
QLabel* makeNote(const QString& text, QWidget* parent);
/// The head of a group: body text, strong.
QLabel* makeGroupTitle(const QString& text, QWidget* parent);
/// Gives a label another role; call on a label of makeLabel() any number of times.
void setRole(QLabel* label, theme::Role role);
/// A line of one pixel between two parts: across, or from top to bottom.
QFrame* makeRule(QWidget* parent, Qt::Orientation direction = Qt::Horizontal);

}  // namespace mirrorscope::ui::text
