// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/traffic/source.h"
#include "ui/charts/rate_data.h"
#include "ui/charts/series_look.h"
#include "ui/charts/stack_words.h"
#include "ui/charts/time_chart.h"

namespace mirrorscope::ui::charts {

/// Stacked bars over time with a legend, a line on an axis of its own and, to compare with, an earlier range
/// as a thin line. UI thread.
class StackChart : public TimeChart {
    Q_OBJECT

public:
    ~StackChart() override;

    /// More than seven series are folded into Other. Draws at most twice a second.
    void setData(RateData data);
    const RateData& data() const;

    ChartLegend& legend() const override;
    QString title() const override;
    ChartTable table() const override;
    void paintPicture(QPaintDevice& device) const override;

signals:
    /// A bar was clicked: show only it; with Ctrl: exclude it. Never for Other.
    void seriesClicked(qint64 key, bool exclude);

protected:
    StackChart(StackWords words, LookOf looks, QWidget* parent);

    void prepare() override;
    std::optional<HoverBox> hoverAt(base::WallTime time) const override;
    QString described() const override;
    void clicked(QPointF point, Qt::KeyboardModifiers modifiers) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace mirrorscope::ui::charts
