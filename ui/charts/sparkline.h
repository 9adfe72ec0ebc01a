// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <vector>

#include "core/traffic/source.h"
#include "ui/theme/source_look.h"

namespace mirrorscope::ui::charts {

/// A line over a pale fill and a base line, from 0 to the highest value; for delegates. No axes: the number
/// stands beside it. Nothing is painted without values, a flat base line for zeros.
void paintSparkline(QPainter& painter, const QRect& rect, const std::vector<double>& values,
                    const theme::SourceLook& look);

/// The same as a widget.
class Sparkline final : public QWidget {
    Q_OBJECT

public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(traffic::SourceId source, std::vector<double> values);
    QSize sizeHint() const override { return {64, 16}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    traffic::SourceId m_source = 0;
    std::vector<double> m_values;
};

}  // namespace mirrorscope::ui::charts
