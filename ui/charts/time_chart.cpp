// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/charts/chart_ticks.h"
#include "ui/charts/plot_look.h"
#include "ui/charts/time_chart_private.h"
#include "ui/text/summary_accessible.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

constexpr double kMarkerReach = 6;  // pixels at both sides of a mark

}  // namespace

TimeScale TimeChart::Private::scale() const {
    const QRect area = plot->axisRect()->rect();
    return {double(area.left()), double(area.right() + 1), view};
}

void TimeChart::Private::replotNow() {
    gate.stop();
    sinceReplot.start();
    plot->replot(QCustomPlot::rpQueuedReplot);
}

void TimeChart::Private::updateOverlay() {
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
    if (crosshair && view.contains(*crosshair)) {
        state.crosshair = at.xOf(*crosshair);
    } else if (pointer && gestures.kind() == ChartGestures::Kind::None && state.area.contains(*pointer)) {
        state.crosshair = pointer->x();
    }
    for (const auto& [time, text] : markers) {
        state.markers.push_back({at.xOf(time), text});
    }
    state.focusRing = chart.hasFocus() && cursor.at().has_value();
    showHover(state.area, state.cursor);
    overlay->setState(std::move(state));
}

std::optional<HoverBox> TimeChart::Private::boxAt(base::WallTime time, double x) const {
    auto box = chart.hoverAt(time);
    for (const auto& [at, text] : markers) {
        if (box && std::abs(scale().xOf(at) - x) <= kMarkerReach) {
            box->rows.push_back({std::nullopt, text, text::clockText(at, zone)});
        }
    }
    return box;
}

void TimeChart::Private::showHover(const QRect& area, std::optional<double> cursorX) {
    if (pointer && gestures.kind() == ChartGestures::Kind::None && area.contains(*pointer)) {
        hover.show(*overlay, *pointer, boxAt(scale().timeAt(pointer->x()), pointer->x()));
    } else if (cursorX) {
        hover.show(*overlay, QPoint(qRound(*cursorX), area.top()), boxAt(*cursor.at(), *cursorX));
    } else {
        hover.hide();
    }
}

void TimeChart::Private::describe() {
    chart.setAccessibleDescription(chart.described());
    const auto box = cursor.at() ? boxAt(*cursor.at(), scale().xOf(*cursor.at())) : std::nullopt;
    text::setAccessibleSummary(&chart, box ? spoken(*box) : chart.described());
}

void TimeChart::Private::changeView(const TimeSpan& made) {
    if (made == view) {
        return;
    }
    view = made;
    chart.requestReplot(When::Soon);
    emit chart.viewChanged(view.from, view.until);
}

void TimeChart::Private::changeChosen(std::optional<TimeSpan> made) {
    chosen = made;
    chart.requestReplot(When::Soon);
}

TimeChart::TimeChart(QWidget* parent) : Chart(parent), d(std::make_unique<Private>(*this)) {
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
    const ChartGestures::Kind kind = d->gestures.kind();
    // Who is just choosing another one is not disturbed.
    const bool isDragged = kind == ChartGestures::Kind::Range || kind == ChartGestures::Kind::Handle;
    if (d->chosen != chosen && !isDragged) {
        d->changeChosen(chosen);
    }
}

std::optional<TimeSpan> TimeChart::chosen() const {
    return d->chosen;
}

std::optional<base::WallTime> TimeChart::cursor() const {
    return d->cursor.at();
}

void TimeChart::setCrosshair(std::optional<base::WallTime> at) {
    if (d->crosshair != at) {
        d->crosshair = at;
        d->updateOverlay();
    }
}

void TimeChart::paintPlot(QCPPainter& painter) const {
    d->plot->toPainter(&painter, d->plot->width(), d->plot->height());
    d->overlay->paint(painter);
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
            d->leave();
            return false;
        default:
            return QWidget::eventFilter(watched, event);
    }
}

void TimeChart::keyPressEvent(QKeyEvent* event) {
    if (!d->key(*event)) {
        QWidget::keyPressEvent(event);
    }
}

void TimeChart::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) {
        d->enter();
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
