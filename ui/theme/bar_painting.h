// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyleOption>

class QPainter;

/// How Style draws what frames the content: headers, tabs, dock titles, scroll bars, progress.
namespace mirrorscope::ui::theme {

void paintHeaderSection(QPainter& painter, const QStyleOption& option);
void paintTab(QPainter& painter, const QStyleOptionTab& tab);
void paintDockTitle(QPainter& painter, const QStyleOptionDockWidget& title);
void paintProgressGroove(QPainter& painter, const QStyleOption& option);
void paintProgressContents(QPainter& painter, const QStyleOptionProgressBar& bar);
void paintScrollBar(QPainter& painter, const QStyleOptionSlider& bar, const QRect& slider);
void paintSplitter(QPainter& painter, const QStyleOption& option);
void paintFrame(QPainter& painter, const QStyleOption& option);

}  // namespace mirrorscope::ui::theme
