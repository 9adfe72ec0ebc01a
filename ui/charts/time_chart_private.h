// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

#include <QElapsedTimer>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/charts/axis_tickers.h"
#include "ui/charts/chart_cursor.h"
#include "ui/charts/chart_gestures.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/time_chart.h"

/// Internal: includes qcustomplot.h.
namespace mirrorscope::ui::charts {

/// What a TimeChart knows, and what pointer and keys do to it (time_chart_input.cpp).
struct TimeChart::Private {
    explicit Private(TimeChart& owner) : chart(owner) {}

    TimeChart& chart;
    QVBoxLayout* frame = nullptr;
    QCustomPlot* plot = nullptr;
    ChartOverlay* overlay = nullptr;
    HoverGuide hover;
    QSharedPointer<ZonedTicker> ticker;
    QTimer gate;
    QTimer click;  // a click waits for its double
    QElapsedTimer sinceReplot;
    int replots = 0;

    QTimeZone zone = QTimeZone::utc();
    TimeSpan whole;
    TimeSpan view;
    TimeGrid grid;
    ChartGestures gestures;
    std::optional<TimeSpan> chosen;
    ChartCursor cursor;
    std::vector<std::pair<base::WallTime, QString>> markers;
    std::optional<QPoint> pointer;
    std::optional<base::WallTime> crosshair;  // where the pointer is in another chart
    QPointF clickAt;
    Qt::KeyboardModifiers clickModifiers;

    TimeScale scale() const;
    void replotNow();
    void updateOverlay();
    /// Beside the pointer, else beside the cursor.
    void showHover(const QRect& area, std::optional<double> cursorX);
    std::optional<HoverBox> boxAt(base::WallTime time, double x) const;
    void describe();
    void changeView(const TimeSpan& made);
    void changeChosen(std::optional<TimeSpan> made);

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void wheel(QWheelEvent& event);
    void leave();
    /// False: the key is none of the chart's.
    bool key(const QKeyEvent& event);

private:
    void moveCursor(base::WallTime to, bool choose);
    void chooseAtCursor();
    /// False: there was nothing to clear.
    bool clear();

public:
    /// Reached by Tab: the cursor shows where the arrows begin.
    void enter() { moveCursor(cursor.at().value_or(view.until - grid.width), false); }
};

}  // namespace mirrorscope::ui::charts
