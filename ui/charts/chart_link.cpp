// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_link.h"

#include "ui/charts/time_chart.h"

namespace mirrorscope::ui::charts {

void ChartLink::add(TimeChart* chart) {
    m_charts.push_back(chart);
    connect(chart, &TimeChart::viewChanged, this, [this, chart](base::WallTime from, base::WallTime until) {
        for (TimeChart* other : m_charts) {
            if (other != chart && other->view() != TimeSpan{from, until}) {
                other->setView({from, until});
            }
        }
    });
    connect(chart, &TimeChart::pointedAt, this, [this, chart](const std::optional<base::WallTime>& at) {
        for (TimeChart* other : m_charts) {
            if (other != chart) {
                other->setCrosshair(at);
            }
        }
    });
}

void ChartLink::resetViews() {
    for (TimeChart* chart : m_charts) {
        chart->resetView();
    }
}

}  // namespace mirrorscope::ui::charts
