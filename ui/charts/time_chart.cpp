// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTimer>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <cmath>

#include "ui/charts/axis_tickers.h"
#include "ui/charts/chart_cursor.h"
#include "ui/charts/chart_gestures.h"
#include "ui/charts/chart_overlay.h"
#include "ui/charts/chart_ticks.h"
#include "ui/charts/plot_look.h"
#include "ui/text/summary_accessible.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr double kWheelZoom = 0.8;  // of the view a notch
constexpr int kLeastBuckets = 5;    // in view, however far one zooms

}  // namespace

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
    QPointF clickAt;
    Qt::KeyboardModifiers clickModifiers;

    TimeScale scale() const {
        const QRect area = plot->axisRect()->rect();
        return {double(area.left()), double(area.right() + 1), view};
    }

    void replotNow() {
        gate.stop();
        sinceReplot.start();
        plot->replot(QCustomPlot::rpQueuedReplot);
    }

    void updateOverlay() {
        const TimeScale at = scale();
        ChartOverlay::State state;
        state.area = plot->axisRect()->rect();
        if (chosen) {
            state.chosen.emplace(at.xOf(chosen->from), at.xOf(chosen->until));
            state.chosenText = spanText(*chosen, zone);
        }
        if (cursor.at() && chart.hasFocus()) {
            state.cursor = at.xOf(*cursor.at() + grid.width / 2);
        }
        for (const auto& [time, text] : markers) {
            state.markers.push_back({at.xOf(time), text});
        }
        state.focusRing = chart.hasFocus() && cursor.at().has_value();
        showHover(state.area, state.cursor);
        overlay->setState(std::move(state));
    }

    /// Beside the pointer, else beside the cursor.
    void showHover(const QRect& area, std::optional<double> cursorX) {
        if (pointer && gestures.kind() == ChartGestures::Kind::None && area.contains(*pointer)) {
            hover.show(*overlay, *pointer, chart.hoverAt(scale().timeAt(pointer->x())));
        } else if (cursorX) {
            hover.show(*overlay, QPoint(qRound(*cursorX), area.top()), chart.hoverAt(*cursor.at()));
        } else {
            hover.hide();
        }
    }

    void describe() {
        chart.setAccessibleDescription(chart.described());
        const auto box = cursor.at() ? chart.hoverAt(*cursor.at()) : std::nullopt;
        text::setAccessibleSummary(&chart, box ? spoken(*box) : chart.described());
    }

    void changeView(const TimeSpan& made) {
        if (made == view) {
            return;
        }
        view = made;
        chart.requestReplot(When::Soon);
        emit chart.viewChanged(view.from, view.until);
    }

    void changeChosen(std::optional<TimeSpan> made) {
        chosen = made;
        chart.requestReplot(When::Soon);
    }

    void press(const QMouseEvent& event) {
        if (event.button() != Qt::LeftButton || !scale().view.length().count()) {
            return;
        }
        chart.setFocus(Qt::MouseFocusReason);
        cursor.clear();
        gestures.press(event.position().x(), event.modifiers().testFlag(Qt::ShiftModifier), scale(), chosen);
    }

    void move(const QMouseEvent& event) {
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
    }

    void release(const QMouseEvent& event) {
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

    void wheel(QWheelEvent& event) {
        const int turned = event.angleDelta().y();
        if (turned == 0 || whole.isEmpty()) {
            return;
        }
        const double factor = std::pow(kWheelZoom, turned / 120.0);
        changeView(
            zoomed(view, scale().timeAt(event.position().x()), factor, whole, grid.width * kLeastBuckets));
        event.accept();
    }

    void moveCursor(base::WallTime to, bool choose) {
        if (const auto range = cursor.move(to, choose, whole, grid)) {
            changeChosen(range);
        }
        changeView(cursor.revealed(view, whole, grid));
        pointer.reset();
        updateOverlay();
        describe();
    }

    void chooseAtCursor() {
        if (cursor.at() && !cursor.isChoosing()) {
            changeChosen(TimeSpan{*cursor.at(), *cursor.at() + grid.width});
        }
        cursor.endChoosing();
        if (chosen) {
            emit chart.rangeChosen(chosen->from, chosen->until);
        }
    }

    /// False: there was nothing to clear.
    bool clear() {
        if (!chosen && !cursor.at()) {
            return false;
        }
        const bool had = chosen.has_value();
        cursor.clear();
        changeChosen(std::nullopt);
        if (had) {
            emit chart.rangeCleared();
        }
        return true;
    }
};

TimeChart::TimeChart(QWidget* parent) : QWidget(parent), d(std::make_unique<Private>(*this)) {
    setFocusPolicy(Qt::StrongFocus);
    d->frame = new QVBoxLayout(this);
    d->frame->setContentsMargins(0, 0, 0, 0);
    d->frame->setSpacing(0);
    d->plot = new QCustomPlot(this);
    d->frame->addWidget(d->plot, 1);
    d->overlay = new ChartOverlay(d->plot);
    d->overlay->installEventFilter(this);
    d->plot->installEventFilter(this);
    d->ticker = QSharedPointer<ZonedTicker>::create();
    layOutPlot(*d->plot, d->ticker);

    d->gate.setSingleShot(true);
    connect(&d->gate, &QTimer::timeout, this, [this] { d->replotNow(); });
    d->click.setSingleShot(true);
    connect(&d->click, &QTimer::timeout, this, [this] { clicked(d->clickAt, d->clickModifiers); });
    connect(d->plot, &QCustomPlot::beforeReplot, this, [this] {
        // Here and not before: the plot draws by itself too, when it is resized.
        d->plot->xAxis->setRange(axisSeconds(d->view.from), axisSeconds(d->view.until));
        colorPlot(*d->plot);
        prepare();
    });
    connect(d->plot, &QCustomPlot::afterReplot, this, [this] {
        ++d->replots;
        d->updateOverlay();
        d->describe();
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, [this] { requestReplot(When::Soon); });
    connect(&theme::SourceLooks::instance(), &theme::SourceLooks::changed, this,
            [this] { requestReplot(When::Soon); });
}

TimeChart::~TimeChart() = default;

void TimeChart::setZone(const QTimeZone& zone) {
    d->zone = zone;
    d->ticker->setZone(zone);
    requestReplot(When::Soon);
}

QTimeZone TimeChart::zone() const {
    return d->zone;
}

TimeSpan TimeChart::view() const {
    return d->view;
}

void TimeChart::setView(TimeSpan view) {
    d->view = view;
    requestReplot(When::Soon);
}

void TimeChart::resetView() {
    d->changeView(d->whole);
}

void TimeChart::setChosen(std::optional<TimeSpan> chosen) {
    if (d->chosen != chosen) {
        d->changeChosen(chosen);
    }
}

std::optional<TimeSpan> TimeChart::chosen() const {
    return d->chosen;
}

std::optional<base::WallTime> TimeChart::cursor() const {
    return d->cursor.at();
}

int TimeChart::replots() const {
    return d->replots;
}

QRect TimeChart::plotArea() const {
    return d->plot->axisRect()->rect().translated(d->plot->pos());
}

double TimeChart::xOf(base::WallTime time) const {
    return d->scale().xOf(time) + d->plot->x();
}

QCustomPlot& TimeChart::plot() const {
    return *d->plot;
}

QVBoxLayout& TimeChart::frame() const {
    return *d->frame;
}

void TimeChart::setSpan(TimeSpan span, std::chrono::microseconds bucket) {
    const bool follows = d->view == d->whole || d->view.isEmpty();
    d->whole = span;
    d->grid = {span.from, bucket};
    d->view = follows ? span : moved(d->view, std::chrono::microseconds{0}, span);
}

void TimeChart::setMarkers(std::vector<std::pair<base::WallTime, QString>> markers) {
    d->markers = std::move(markers);
}

void TimeChart::requestReplot(When when) {
    const qint64 since = d->sinceReplot.isValid() ? d->sinceReplot.elapsed() : kLeastBetweenReplots.count();
    if (when == When::Soon || since >= kLeastBetweenReplots.count()) {
        d->replotNow();
    } else if (!d->gate.isActive()) {
        d->gate.start(static_cast<int>(kLeastBetweenReplots.count() - since));
    }
}

bool TimeChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched == d->plot) {
        if (event->type() == QEvent::Resize) {
            d->overlay->resize(d->plot->size());
        }
        return false;
    }
    switch (event->type()) {
        case QEvent::MouseButtonPress:
            d->press(*static_cast<QMouseEvent*>(event));
            return true;
        case QEvent::MouseMove:
            d->move(*static_cast<QMouseEvent*>(event));
            return true;
        case QEvent::MouseButtonRelease:
            d->release(*static_cast<QMouseEvent*>(event));
            return true;
        case QEvent::MouseButtonDblClick:
            d->click.stop();
            resetView();
            return true;
        case QEvent::Wheel:
            d->wheel(*static_cast<QWheelEvent*>(event));
            return true;
        case QEvent::Leave:
            d->pointer.reset();
            d->updateOverlay();
            return false;
        default:
            return QWidget::eventFilter(watched, event);
    }
}

void TimeChart::keyPressEvent(QKeyEvent* event) {
    const bool choose = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto width = d->grid.width;
    // The first key puts the cursor on the newest bucket.
    const base::WallTime at = d->cursor.at().value_or(d->view.until);
    switch (event->key()) {
        case Qt::Key_Left:
            return d->moveCursor(at - width, choose);
        case Qt::Key_Right:
            return d->moveCursor(at + width, choose);
        case Qt::Key_Home:
            return d->moveCursor(d->view.from, choose);
        case Qt::Key_End:
            return d->moveCursor(d->view.until - width, choose);
        case Qt::Key_T:
            emit tableRequested();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return d->chooseAtCursor();
        case Qt::Key_Escape:
            if (d->clear()) {
                return;
            }
            break;
        default:
            break;
    }
    QWidget::keyPressEvent(event);
}

void TimeChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    // Reached by Tab: the cursor shows where the arrows begin.
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        d->moveCursor(d->cursor.at().value_or(d->view.until - d->grid.width), false);
    }
    d->updateOverlay();
}

void TimeChart::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    d->hover.hide();
}

void TimeChart::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    d->updateOverlay();
}

}  // namespace mirrorscope::ui::charts
