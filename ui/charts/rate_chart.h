// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "ui/charts/rate_data.h"
#include "ui/charts/time_chart.h"

namespace mirrorscope::ui::charts {

class ChartLegend;

/// Requests per second stacked by source, attacks per second as a line over them. UI thread.
class RateChart final : public TimeChart {
    Q_OBJECT

public:
    explicit RateChart(QWidget* parent = nullptr);
    ~RateChart() override;

    /// More than seven series are folded into Other. Draws at most twice a second.
    void setData(RateData data);
    const RateData& data() const;

    /// Controls at the right end of the title row.
    ChartLegend& legend() const;
    QString title() const;

signals:
    /// A bar was clicked: show only it; with Ctrl: exclude it. Never for Other.
    void sourceClicked(traffic::SourceId source, bool exclude);

protected:
    void prepare() override;
    std::optional<HoverBox> hoverAt(base::WallTime time) const override;
    QString described() const override;
    void clicked(QPointF point, Qt::KeyboardModifiers modifiers) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

}  // namespace mirrorscope::ui::charts
