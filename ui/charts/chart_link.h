// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

namespace mirrorscope::ui::charts {

class TimeChart;

/// Charts below each other show the same time: who is zoomed or pointed at takes the others along. Chosen
/// ranges go through the filter. Charts must go with it or later. UI thread.
class ChartLink final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    void add(TimeChart* chart);
    /// All at once: the whole time again.
    void resetViews();

private:
    std::vector<TimeChart*> m_charts;
};

}  // namespace mirrorscope::ui::charts
