// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/stack_chart.h"

#include <qcustomplot.h>

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/axis_tickers.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_ticks.h"
#include "ui/charts/stacked_steps.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::charts {
namespace {

using theme::Role;

constexpr double kHaloWidth = 4;    // keeps the line apart from any fill
constexpr double kLineRoom = 1.05;  // above the line, so that its halo stays inside
constexpr double kLineWidth = 1.5;
constexpr int kLowChart = 110;  // pixels of bars; below, three grid lines
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();  // breaks a line

QPen linePen(Role role, double width) {
    return QPen(theme::color(role), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

}  // namespace

struct StackChart::Private {
    RateData data;
    ChartLegend* legend = nullptr;
    StackedSteps* bars = nullptr;  // owned by the plot, as the others
    StackWords words;
    LookOf looks;
    QCPGraph* earlier = nullptr;
    QCPGraph* halo = nullptr;
    QCPGraph* line = nullptr;
    QSharedPointer<LevelTicker> requestTicks;
    QSharedPointer<LevelTicker> attackTicks;

    double highestAttacks(const TimeSpan& view) const {
        double highest = 0;
        for (std::size_t i = data.bucketAt(view.from); i < data.attacks.size() && data.timeOf(i) < view.until;
             ++i) {
            highest = std::max(highest, data.attacks[i]);
        }
        return highest;
    }

    void fillEarlier() const {
        QVector<double> keys;
        QVector<double> values;
        for (std::size_t i = 0; i < data.earlier.totals.size(); ++i) {
            keys.append(axisSeconds(data.timeOf(i)));
            values.append(data.earlier.totals[i]);
        }
        if (!keys.isEmpty()) {
            keys.append(axisSeconds(data.timeOf(data.earlier.totals.size())));
            values.append(data.earlier.totals.back());
        }
        earlier->setData(keys, values, true);
    }

    double highestEarlier(const TimeSpan& view) const {
        double highest = 0;
        for (std::size_t i = data.bucketAt(view.from);
             i < data.earlier.totals.size() && data.timeOf(i) < view.until; ++i) {
            highest = std::fmax(highest, data.earlier.totals[i]);
        }
        return highest;
    }

    void fillLine() const {
        QVector<double> keys;
        QVector<double> values;
        const double half = static_cast<double>(data.width.count()) / 2;
        for (std::size_t i = 0; i < data.attacks.size(); ++i) {
            keys.append(axisSeconds(data.timeOf(i)) + half);
            values.append(data.isGap(i) ? kNothing : data.attacks[i]);
        }
        halo->setData(keys, values, true);
        line->setData(keys, values, true);
    }

    /// Bucket with the most requests in view, if there are any.
    std::optional<std::size_t> highest(const TimeSpan& view) const {
        std::optional<std::size_t> best;
        for (std::size_t i = data.bucketAt(view.from); i < data.buckets() && data.timeOf(i) < view.until;
             ++i) {
            const double total = data.total(i, legend->hidden());
            if (total > 0 && (!best || total > data.total(*best, legend->hidden()))) {
                best = i;
            }
        }
        return best;
    }
};

StackChart::StackChart(StackWords words, LookOf looks, QWidget* parent)
    : TimeChart(parent), d(std::make_unique<Private>()) {
    d->words = std::move(words);
    d->looks = std::move(looks);
    setAccessibleName(d->words.name);
    d->legend = new ChartLegend(this);
    d->legend->setLooks(d->looks);
    d->legend->setTitle(title());
    frame().insertWidget(0, d->legend);
    connect(d->legend, &ChartLegend::hiddenChanged, this, [this] { requestReplot(When::Soon); });

    QCustomPlot& plot = this->plot();
    d->bars = new StackedSteps(plot.xAxis, plot.yAxis);
    d->bars->setLooks(d->looks);
    d->bars->setData(&d->data, &d->legend->hidden());
    d->earlier = plot.addGraph(plot.xAxis, plot.yAxis);
    d->earlier->setLineStyle(QCPGraph::lsStepLeft);
    d->earlier->setAntialiased(false);  // one crisp pixel
    d->halo = plot.addGraph(plot.xAxis, plot.yAxis2);
    d->line = plot.addGraph(plot.xAxis, plot.yAxis2);
    d->requestTicks = QSharedPointer<LevelTicker>::create();
    d->attackTicks = QSharedPointer<LevelTicker>::create();
    plot.yAxis->setTicker(d->requestTicks);
    plot.yAxis2->setTicker(d->attackTicks);
}

StackChart::~StackChart() = default;

void StackChart::setData(RateData data) {
    const bool isFirst = d->data.buckets() == 0;
    d->data = foldedIntoOther(std::move(data), tr("Other"));
    setSpan(d->data.span(), d->data.width);
    std::vector<ChartLegend::Entry> entries;
    for (const RateSeries& series : d->data.series) {
        entries.push_back({series.source, series.name});
    }
    const bool anyRefused = std::ranges::any_of(d->data.refused, [](auto count) { return count > 0; });
    d->legend->setEntries(entries, {d->data.attacks.empty() ? QString() : tr("attacks/s (right)"),
                                    anyRefused ? tr("refused") : QString(), d->data.earlier.name});
    d->legend->setTitle(title());
    std::vector<std::pair<base::WallTime, QString>> markers;
    for (const RateMarker& marker : d->data.markers) {
        markers.emplace_back(marker.at, marker.text);
    }
    setMarkers(std::move(markers));
    d->fillLine();
    d->fillEarlier();
    requestReplot(isFirst ? When::Soon : When::Gated);
    emit tableChanged();
}

const RateData& StackChart::data() const {
    return d->data;
}

ChartLegend& StackChart::legend() const {
    return *d->legend;
}

QString StackChart::title() const {
    return d->words.title.arg(text::durationText(d->data.width));
}

void StackChart::prepare() {
    QCustomPlot& plot = this->plot();
    const int steps = plot.axisRect()->height() < kLowChart ? 2 : 4;
    bool found = false;
    const double requests = levelStep(
        std::max(d->bars->getValueRange(found, QCP::sdBoth, {}).upper, d->highestEarlier(view())), steps);
    d->requestTicks->setSteps(requests, steps);
    plot.yAxis->setRange(0, requests * steps);
    const double attacks = levelStep(d->highestAttacks(view()) * kLineRoom, steps);
    d->attackTicks->setSteps(attacks, steps);
    plot.yAxis2->setRange(0, attacks * steps);
    plot.yAxis2->setTickLabels(!d->data.attacks.empty());
    d->earlier->setPen(linePen(Role::Text2, 1));
    d->halo->setPen(linePen(Role::Base, kHaloWidth));
    d->line->setPen(linePen(Role::Text, kLineWidth));
    d->bars->setChosen(chosen());
}

std::optional<HoverBox> StackChart::hoverAt(base::WallTime time) const {
    if (!d->data.span().contains(time)) {
        return std::nullopt;
    }
    const std::size_t bucket = d->data.bucketAt(time);
    HoverBox box;
    box.title = text::clockText(d->data.timeOf(bucket), zone());
    if (d->data.isGap(bucket)) {
        box.rows.push_back({std::nullopt, tr("Listener off"), {}});
        return box;
    }
    if (d->data.lastIsCounting && bucket + 1 == d->data.buckets()) {
        box.title += QStringLiteral(", ") + tr("Still counting");
    }
    // As the bars stand: the topmost first.
    for (auto series = d->data.series.rbegin(); series != d->data.series.rend(); ++series) {
        const double rate = valueAt(series->values, bucket);
        if (rate > 0 && !d->legend->hidden().contains(series->source)) {
            box.rows.push_back({d->looks(series->source), series->name, d->words.value(rate)});
        }
    }
    box.rows.push_back(
        {std::nullopt, d->words.total, d->words.value(d->data.total(bucket, d->legend->hidden()))});
    if (const double before = valueAt(d->data.earlier.totals, bucket);
        !d->data.earlier.totals.empty() && !std::isnan(before)) {
        box.rows.push_back({std::nullopt, d->data.earlier.name, d->words.value(before)});
    }
    if (!d->data.attacks.empty()) {
        box.rows.push_back({std::nullopt, tr("Attacks"), text::rateText(valueAt(d->data.attacks, bucket))});
    }
    if (bucket < d->data.refused.size() && d->data.refused[bucket] > 0) {
        box.rows.push_back({std::nullopt, tr("Refused"), text::countText(d->data.refused[bucket])});
    }
    return box;
}

QString StackChart::described() const {
    QString words = tr("%1, %2 to %3")
                        .arg(d->words.summary, text::minuteText(view().from, zone()),
                             text::minuteText(view().until, zone()));
    if (const auto best = d->highest(view())) {
        const auto rate = static_cast<std::uint64_t>(std::llround(d->data.total(*best, d->legend->hidden())));
        words += tr(", highest %1 at %2")
                     .arg(text::countText(rate), text::minuteText(d->data.timeOf(*best), zone()));
    } else {
        words += QStringLiteral(", ") + d->words.nothing;
    }
    if (chosen()) {
        words += tr(", range %1 to %2 chosen")
                     .arg(text::clockText(chosen()->from, zone()), text::clockText(chosen()->until, zone()));
    }
    return words;
}

void StackChart::clicked(QPointF point, Qt::KeyboardModifiers modifiers) {
    const auto series = d->bars->sourceAt(point);
    if (series && *series != 0) {
        emit seriesClicked(*series, modifiers.testFlag(Qt::ControlModifier));
    }
}

ChartTable StackChart::table() const {
    return stackTable(d->data, d->words, zone());
}

void StackChart::paintPicture(QPaintDevice& device) const {
    QCPPainter painter(&device);
    painter.setModes(QCPPainter::pmVectorized | QCPPainter::pmNoCaching);
    painter.fillRect(rect(), theme::color(Role::Base));
    d->legend->paint(painter);
    painter.translate(0, d->legend->height());
    paintPlot(painter);
}

}  // namespace mirrorscope::ui::charts
