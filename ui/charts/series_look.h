// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <functional>
#include <optional>

#include "core/traffic/source.h"
#include "ui/theme/source_look.h"

class QPainter;

namespace mirrorscope::ui::charts {

/// How one series is filled: as a source, or as a step of the accent where the series is nobody's (attack
/// types). Plain value; colours are read from the theme when it is painted.
struct SeriesLook {
    std::optional<theme::SourceLook> source;
    double strength = 1;  // of the accent, without a source
    bool operator==(const SeriesLook&) const = default;
};

/// By the key of a series.
using LookOf = std::function<SeriesLook(traffic::SourceId)>;

/// Steps of the accent that can be told apart; the first is the strongest.
inline constexpr int kAccentSteps = 6;

SeriesLook sourceSeries(traffic::SourceId source);
SeriesLook accentSeries(int step);

QColor seriesColor(const SeriesLook& look);
QColor seriesBorder(const SeriesLook& look);
/// `strength` < 1 blends it into the page.
QBrush seriesBrush(const SeriesLook& look, double strength = 1);
void paintSwatch(QPainter& painter, const QRect& rect, const SeriesLook& look);

}  // namespace mirrorscope::ui::charts
