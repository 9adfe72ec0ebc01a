// SPDX-License-Identifier: GPL-3.0-or-later
// What pointer and keys do to a chart over time.
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/charts/time_chart_private.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr double kWheelZoom = 0.8;  // of the view a notch
constexpr int kLeastBuckets = 5;    // in view, however far one zooms

}  // namespace

void TimeChart::Private::press(const QMouseEvent& event) {
    if (event.button() != Qt::LeftButton || !scale().view.length().count()) {
        return;
    }
    chart.setFocus(Qt::MouseFocusReason);
    cursor.clear();
    gestures.press(event.position().x(), event.modifiers().testFlag(Qt::ShiftModifier), scale(), chosen);
}

void TimeChart::Private::move(const QMouseEvent& event) {
    pointer = event.position().toPoint();
    const double x = event.position().x();
    if (const auto range = gestures.range(x, scale(), grid)) {
        changeChosen(range);
    } else if (const auto moved = gestures.view(x, scale(), whole)) {
        changeView(*moved);
    } else {
        const bool handle = ChartGestures::isOnHandle(x, scale(), chosen);
        overlay->setCursor(handle ? Qt::SizeHorCursor : Qt::ArrowCursor);
    }
    updateOverlay();
    const base::WallTime time = scale().timeAt(x);
    emit chart.pointedAt(view.contains(time) ? std::optional(time) : std::nullopt);
}

void TimeChart::Private::leave() {
    pointer.reset();
    updateOverlay();
    emit chart.pointedAt(std::nullopt);
}

void TimeChart::Private::release(const QMouseEvent& event) {
    const ChartGestures::Kind kind = gestures.kind();
    const bool isClick = gestures.release();
    if (isClick) {
        clickAt = event.position();
        clickModifiers = event.modifiers();
        click.start(QApplication::doubleClickInterval());
    } else if (kind == ChartGestures::Kind::Range || kind == ChartGestures::Kind::Handle) {
        emit chart.rangeChosen(chosen->from, chosen->until);
    }
    updateOverlay();
}

void TimeChart::Private::wheel(QWheelEvent& event) {
    const int turned = event.angleDelta().y();
    if (turned == 0 || whole.isEmpty()) {
        return;
    }
    const double factor = std::pow(kWheelZoom, turned / 120.0);
    changeView(zoomed(view, scale().timeAt(event.position().x()), factor, whole, grid.width * kLeastBuckets));
    event.accept();
}

void TimeChart::Private::moveCursor(base::WallTime to, bool choose) {
    if (const auto range = cursor.move(to, choose, whole, grid)) {
        changeChosen(range);
    }
    changeView(cursor.revealed(view, whole, grid));
    pointer.reset();
    updateOverlay();
    describe();
    emit chart.pointedAt(cursor.at() ? std::optional(*cursor.at() + grid.width / 2) : std::nullopt);
}

void TimeChart::Private::chooseAtCursor() {
    if (cursor.at() && !cursor.isChoosing()) {
        changeChosen(TimeSpan{*cursor.at(), *cursor.at() + grid.width});
    }
    cursor.endChoosing();
    if (chosen) {
        emit chart.rangeChosen(chosen->from, chosen->until);
    }
}

bool TimeChart::Private::clear() {
    if (!chosen && !cursor.at()) {
        return false;
    }
    const bool had = chosen.has_value();
    cursor.clear();
    changeChosen(std::nullopt);
    emit chart.pointedAt(std::nullopt);
    if (had) {
        emit chart.rangeCleared();
    }
    return true;
}

bool TimeChart::Private::key(const QKeyEvent& event) {
    const bool choose = event.modifiers().testFlag(Qt::ShiftModifier);
    // The first key puts the cursor on the newest bucket.
    const base::WallTime at = cursor.at().value_or(view.until);
    switch (event.key()) {
        case Qt::Key_Left:
            moveCursor(at - grid.width, choose);
            return true;
        case Qt::Key_Right:
            moveCursor(at + grid.width, choose);
            return true;
        case Qt::Key_Home:
            moveCursor(view.from, choose);
            return true;
        case Qt::Key_End:
            moveCursor(view.until - grid.width, choose);
            return true;
        case Qt::Key_T:
            emit chart.tableRequested();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            chooseAtCursor();
            return true;
        case Qt::Key_Escape:
            return clear();
        default:
            return false;
    }
}

}  // namespace mirrorscope::ui::charts
