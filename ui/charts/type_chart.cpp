// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/type_chart.h"

#include <map>

#include "ui/charts/chart_legend.h"

namespace mirrorscope::ui::charts {

struct TypeChart::Steps {
    std::map<traffic::SourceId, int> of;  // by key; not there: the weakest

    int step(traffic::SourceId key) const {
        const auto found = of.find(key);
        return found == of.end() ? kAccentSteps - 1 : found->second;
    }
};

TypeChart::TypeChart(QWidget* parent) : TypeChart(std::make_shared<Steps>(), parent) {}

TypeChart::TypeChart(std::shared_ptr<Steps> steps, QWidget* parent)
    : StackChart(
          typeWords(), [steps](traffic::SourceId key) { return accentSeries(steps->step(key)); }, parent),
      m_steps(std::move(steps)) {
    legend().setEntriesBelow();
    connect(this, &StackChart::seriesClicked, this, [this](qint64 key, bool exclude) {
        emit typeClicked(static_cast<traffic::AttackType>(key - 1), exclude);
    });
}

TypeChart::~TypeChart() = default;

void TypeChart::setData(RateData data) {
    m_steps->of.clear();
    int step = 0;
    for (const RateSeries& series : data.series) {
        if (series.source != 0) {
            m_steps->of[series.source] = step++;
        }
    }
    StackChart::setData(std::move(data));
}

}  // namespace mirrorscope::ui::charts
