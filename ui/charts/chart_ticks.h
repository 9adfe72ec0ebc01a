// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTimeZone>
#include <vector>

#include "ui/charts/time_span.h"

namespace mirrorscope::ui::charts {

/// Step of an axis from 0 whose `steps` intervals of 1, 1.5, 2, 2.5, 3, 4, 5, 8 × 10ⁿ cover `highest`; both
/// axes of a chart have as many, so that one grid serves both. Never 0.
double levelStep(double highest, int steps);
QString levelText(double value, double step);

/// Seconds between time labels: a step of the clock, at least `roughly`.
int timeStep(double roughly);
/// Times at multiples of `step` seconds of the zone's clock within the span.
std::vector<base::WallTime> timeTicks(const TimeSpan& span, int step, const QTimeZone& zone);
/// "14:05", with seconds for steps below a minute, "23 Nov" for steps of a day.
QString timeTickText(base::WallTime time, int step, const QTimeZone& zone);

/// "14:08:20 – 14:13:40, 5 min 20 s".
QString spanText(const TimeSpan& span, const QTimeZone& zone);

}  // namespace mirrorscope::ui::charts
