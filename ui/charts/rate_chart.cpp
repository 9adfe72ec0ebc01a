// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/rate_chart.h"

namespace mirrorscope::ui::charts {

RateChart::RateChart(QWidget* parent) : StackChart(rateWords(), sourceSeries, parent) {
    connect(this, &StackChart::seriesClicked, this, &RateChart::sourceClicked);
}

}  // namespace mirrorscope::ui::charts
