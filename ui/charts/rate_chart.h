// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/stack_chart.h"

namespace mirrorscope::ui::charts {

/// Requests per second, stacked by source, with attacks per second on an axis of their own. UI thread.
class RateChart final : public StackChart {
    Q_OBJECT

public:
    explicit RateChart(QWidget* parent = nullptr);

signals:
    /// As seriesClicked.
    void sourceClicked(mirrorscope::traffic::SourceId source, bool exclude);
};

}  // namespace mirrorscope::ui::charts
