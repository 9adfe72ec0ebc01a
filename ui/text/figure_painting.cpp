// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/figure_painting.h"

#include <QPainter>

#include "ui/text/elide.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::text {

void paintFigure(QPainter& painter, const QRect& inside, const QString& number, theme::Role role,
                 const QString& words) {
    painter.setFont(theme::tabular(theme::font(theme::TextStyle::TileNumber)));
    const int height = painter.fontMetrics().height();
    painter.setPen(theme::color(role));
    painter.drawText(QRect(inside.left(), inside.top(), inside.width(), height),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     elided(number, Kind::Sentence, painter.fontMetrics(), inside.width()));
    painter.setFont(theme::font(theme::TextStyle::Small));
    painter.setPen(theme::color(theme::Role::Text2));
    painter.drawText(inside.adjusted(0, height, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     elided(words, Kind::Sentence, painter.fontMetrics(), inside.width()));
}

}  // namespace mirrorscope::ui::text
