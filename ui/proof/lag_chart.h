// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/probe/lag_histogram.h"

namespace mirrorscope::ui::proof {

/// How many copies took how long, as bars; those past the last one stand apart. Its numbers are its
/// accessible value, and a bar's are its tooltip. UI thread.
class LagChart final : public QWidget {
    Q_OBJECT

public:
    explicit LagChart(QWidget* parent = nullptr);

    void setLags(const probe::LagHistogram& lags);
    /// Of a bin; the one past the last stands for all later copies.
    QRect barOf(std::size_t bin) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    std::size_t bars() const;
    std::size_t countOf(std::size_t bin) const;
    QString barText(std::size_t bin) const;
    QString summary() const;
    QRect area() const;
    void paintScale(QPainter& painter) const;

    probe::LagHistogram m_lags;
};

}  // namespace mirrorscope::ui::proof
