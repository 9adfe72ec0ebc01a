// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <QTimeZone>

/// Internal: includes qcustomplot.h.
namespace mirrorscope::ui::charts {

/// Times of the chosen zone on an axis of UTC seconds.
class ZonedTicker final : public QCPAxisTicker {
public:
    void setZone(const QTimeZone& zone) { m_zone = zone; }

protected:
    double getTickStep(const QCPRange& range) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    QTimeZone m_zone = QTimeZone::utc();
    int m_step = 60;
};

/// A given number of equal steps from 0.
class LevelTicker final : public QCPAxisTicker {
public:
    void setSteps(double step, int steps);

protected:
    double getTickStep(const QCPRange& range) override;
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override;

private:
    double m_step = 1;
    int m_steps = 4;
};

}  // namespace mirrorscope::ui::charts
