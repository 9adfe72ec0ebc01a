// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/series_look.h"

#include <QPainter>
#include <algorithm>
#include <array>

#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

// Wider apart at the weak end, where steps are hard to tell.
constexpr std::array<double, kAccentSteps> kStrengths{1.0, 0.78, 0.58, 0.41, 0.27, 0.15};
constexpr double kBorder = 0.6;  // of the accent: the weakest step is still seen on the page

}  // namespace

SeriesLook sourceSeries(traffic::SourceId source) {
    return {theme::SourceLooks::instance().look(source), 1};
}

SeriesLook accentSeries(int step) {
    return {std::nullopt, kStrengths[static_cast<std::size_t>(std::clamp(step, 0, kAccentSteps - 1))]};
}

QColor seriesColor(const SeriesLook& look) {
    return look.source ? theme::sourceColor(*look.source)
                       : theme::blend(theme::color(Role::Accent), theme::color(Role::Base), look.strength);
}

QColor seriesBorder(const SeriesLook& look) {
    return look.source ? theme::sourceBorder(*look.source)
                       : theme::blend(theme::color(Role::Accent), theme::color(Role::Base),
                                      std::max(look.strength, kBorder));
}

QBrush seriesBrush(const SeriesLook& look, double strength) {
    const QColor page = theme::color(Role::Base);
    if (look.source) {
        return strength < 1 ? theme::sourceBrush(*look.source, page, strength)
                            : theme::sourceBrush(*look.source);
    }
    return theme::blend(seriesColor(look), page, strength);
}

void paintSwatch(QPainter& painter, const QRect& rect, const SeriesLook& look) {
    if (look.source) {
        theme::paintSwatch(painter, rect, *look.source);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(rect, seriesColor(look));
    painter.setPen(seriesBorder(look));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

}  // namespace mirrorscope::ui::charts
