// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/charts/chart_table.h"

class QPaintDevice;

namespace mirrorscope::ui::charts {

class ChartLegend;

/// What every chart can be asked for besides looking at it: its numbers and its picture. UI thread.
class Chart : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;
    ~Chart() override;

    virtual QString title() const = 0;
    /// The title row; controls go to its right end.
    virtual ChartLegend& legend() const = 0;
    /// Newest or largest first; made when asked.
    virtual ChartTable table() const = 0;
    /// What is seen, with title and legend, as large as the widget: for files and the clipboard.
    virtual void paintPicture(QPaintDevice& device) const = 0;

signals:
    void tableRequested();
    /// Other numbers; a table that is seen asks for them again.
    void tableChanged();
};

}  // namespace mirrorscope::ui::charts
