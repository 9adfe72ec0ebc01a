// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_tickers.h"

#include "ui/charts/chart_ticks.h"

namespace mirrorscope::ui::charts {

double ZonedTicker::getTickStep(const QCPRange& range) {
    m_step = timeStep(range.size() / (tickCount() + 1));
    return m_step;
}

QVector<double> ZonedTicker::createTickVector(double /*tickStep*/, const QCPRange& range) {
    QVector<double> ticks;
    for (const base::WallTime time :
         timeTicks({fromAxisSeconds(range.lower), fromAxisSeconds(range.upper)}, m_step, m_zone)) {
        ticks.append(axisSeconds(time));
    }
    return ticks;
}

QString ZonedTicker::getTickLabel(double tick, const QLocale& /*locale*/, QChar /*formatChar*/,
                                  int /*precision*/) {
    return timeTickText(fromAxisSeconds(tick), m_step, m_zone);
}

void LevelTicker::setSteps(double step, int steps) {
    m_step = step;
    m_steps = steps;
}

double LevelTicker::getTickStep(const QCPRange& /*range*/) {
    return m_step;
}

QVector<double> LevelTicker::createTickVector(double /*tickStep*/, const QCPRange& /*range*/) {
    QVector<double> ticks;
    for (int i = 0; i <= m_steps; ++i) {
        ticks.append(i * m_step);
    }
    return ticks;
}

QString LevelTicker::getTickLabel(double tick, const QLocale& /*locale*/, QChar /*formatChar*/,
                                  int /*precision*/) {
    return levelText(tick, m_step);
}

}  // namespace mirrorscope::ui::charts
