// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

/// Internal: includes qcustomplot.h.
namespace mirrorscope::ui::charts {

/// Once: two value axes, one grid, no frame, no interaction of the library's own.
void layOutPlot(QCustomPlot& plot, const QSharedPointer<QCPAxisTicker>& timeTicker);
/// Before every drawing: colours and fonts of the theme at that moment.
void colorPlot(QCustomPlot& plot);

}  // namespace mirrorscope::ui::charts
