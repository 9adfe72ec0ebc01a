// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QString>

#include "ui/theme/palette.h"

class QPainter;

namespace mirrorscope::ui::text {

/// What a tile says: a large number over its words, both elided to `inside`. UI thread.
void paintFigure(QPainter& painter, const QRect& inside, const QString& number, theme::Role role,
                 const QString& words);

}  // namespace mirrorscope::ui::text
