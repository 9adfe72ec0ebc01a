// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/plot_look.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

// Room for the labels, in pixels (half a label at the top, or the library drops it); fixed, so that the bars
// of charts below each other stand below each other.
constexpr QMargins kMargins{44, 9, 36, 20};
constexpr int kTimeTicks = 6;
constexpr int kLabelPadding = 4;

}  // namespace

void layOutPlot(QCustomPlot& plot, const QSharedPointer<QCPAxisTicker>& timeTicker) {
    plot.setInteractions(QCP::Interactions());
    plot.setNoAntialiasingOnDrag(true);
    plot.setPlottingHint(QCP::phFastPolylines);
    plot.axisRect()->setAutoMargins(QCP::msNone);
    plot.axisRect()->setMargins(kMargins);
    timeTicker->setTickCount(kTimeTicks);
    plot.xAxis->setTicker(timeTicker);
    plot.xAxis->grid()->setVisible(false);
    plot.yAxis2->setVisible(true);
    plot.yAxis2->grid()->setVisible(false);
    plot.yAxis->grid()->setZeroLinePen(Qt::NoPen);
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.yAxis2}) {
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLengthOut(0);
        axis->setTickLabelPadding(kLabelPadding);
    }
    plot.yAxis->setBasePen(Qt::NoPen);
    plot.yAxis2->setBasePen(Qt::NoPen);
}

void colorPlot(QCustomPlot& plot) {
    plot.setBackground(theme::color(Role::Base));
    plot.xAxis->setBasePen(theme::color(Role::Line));
    plot.yAxis->grid()->setPen(theme::color(Role::Grid));
    const QFont font = theme::tabular(theme::font(theme::TextStyle::Axis));
    for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.yAxis2}) {
        axis->setTickLabelColor(theme::color(Role::Text2));
        axis->setTickLabelFont(font);
    }
}

}  // namespace mirrorscope::ui::charts
