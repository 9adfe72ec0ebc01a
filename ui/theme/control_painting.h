// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOption>

class QPainter;
class QWidget;

/// How Style draws what one can press or type in. Each paints within option.rect with the current theme.
namespace mirrorscope::ui::theme {

void paintFocusRing(QPainter& painter, const QRect& rect);
void paintPushButton(QPainter& painter, const QStyleOption& option, bool primary);
void paintToolButton(QPainter& painter, const QStyleOption& option);
void paintField(QPainter& painter, const QStyleOption& option);
void paintCheckBox(QPainter& painter, const QStyleOption& option);
void paintRadioButton(QPainter& painter, const QStyleOption& option);

/// A filled triangle in Text2 (Control when disabled), as in menus buttons and tree branches.
void paintArrow(QPainter& painter, const QStyleOption& option, Qt::ArrowType direction);

/// True for the button that Enter presses and for those marked kPrimaryProperty.
bool isPrimary(const QStyleOption& option, const QWidget* widget);

}  // namespace mirrorscope::ui::theme
