// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chart_area.h"

#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/api/mirror_service.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/rate_chart.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_state.h"
#include "ui/shell/chart_feed.h"

namespace mirrorscope::ui::shell {
namespace {

constexpr int kTitleHeight = 32;
constexpr int kChartHeight = 172;
constexpr int kLowChartHeight = 100;
constexpr int kDay = 24 * 60;  // minutes

QString spanText(int minutes) {
    if (minutes < 60) {
        return ChartArea::tr("%1 min").arg(minutes);
    }
    return minutes <= kDay ? ChartArea::tr("%1 h").arg(minutes / 60)
                           : ChartArea::tr("%1 d").arg(minutes / kDay);
}

}  // namespace

ChartArea::ChartArea(live::PageLoader& loader, filter::FilterState& filter, QWidget* parent)
    : QWidget(parent),
      m_filter(filter),
      m_feed(new ChartFeed(loader, this)),
      m_chart(new charts::RateChart(this)),
      m_span(new QToolButton(this)) {
    m_chart->setObjectName(QStringLiteral("chart"));
    buildSpanMenu();
    m_chart->legend().addControl(m_span);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);

    connect(m_feed, &ChartFeed::windowChanged, this, &ChartArea::showSpan);
    connect(m_feed, &ChartFeed::dataChanged, m_chart, &charts::RateChart::setData);
    connect(&m_filter, &filter::FilterState::changed, this, &ChartArea::applyFilter);
    connect(m_chart, &charts::RateChart::rangeChosen, this,
            [this](base::WallTime from, base::WallTime until) {
                m_filter.showOnly(filter::timeCondition({from, until}));
            });
    connect(m_chart, &charts::RateChart::rangeCleared, this,
            [this] { m_filter.remove(query::FieldId::Time); });
    connect(m_chart, &charts::RateChart::sourceClicked, this, [this](traffic::SourceId source, bool exclude) {
        const auto condition = filter::conditionOn(query::FieldId::Source, m_feed->nameOf(source));
        if (condition && exclude) {
            m_filter.exclude(*condition);
        } else if (condition) {
            m_filter.showOnly(*condition);
        }
    });
}

void ChartArea::buildSpanMenu() {
    m_span->setObjectName(QStringLiteral("chart.span"));
    m_span->setAccessibleName(tr("Length of the chart"));
    m_span->setPopupMode(QToolButton::InstantPopup);
    m_span->setAutoRaise(true);
    auto* menu = new QMenu(m_span);
    const auto choose = [this](int minutes) {
        setSpanMinutes(minutes);
        emit spanChosen(minutes);
    };
    menu->addAction(tr("Automatic"), this, [choose] { choose(0); });
    for (const filter::ChartSpan& span : filter::chartSpans()) {
        menu->addAction(spanText(span.minutes), this, [choose, minutes = span.minutes] { choose(minutes); });
    }
    m_span->setMenu(menu);
}

void ChartArea::start() {
    m_feed->start();
}

void ChartArea::setSpanMinutes(int minutes) {
    m_feed->setSpan(minutes == 0 ? std::nullopt : std::optional(filter::chartSpanOf(minutes)));
}

void ChartArea::showSpan() {
    m_span->setText(spanText(m_feed->window().span.minutes));
    m_chart->resetView();
}

void ChartArea::setLow(bool low) {
    m_low = low;
    fit();
}

void ChartArea::setStretched(bool stretched) {
    m_stretched = stretched;
    fit();
}

void ChartArea::fit() {
    const int height = kTitleHeight + (m_low ? kLowChartHeight : kChartHeight);
    setMinimumHeight(height);
    setMaximumHeight(m_stretched ? QWIDGETSIZE_MAX : height);
}

void ChartArea::setTimeZone(const QTimeZone& zone) {
    m_chart->setZone(zone);
}

void ChartArea::setStatus(const api::ServiceStatus& status) {
    m_feed->noteListening(
        std::ranges::find(status.listeners, true, &api::ListenerStatus::listening) != status.listeners.end(),
        status.totals().refused);
}

void ChartArea::setPaused(bool paused) {
    m_feed->setPaused(paused);
}

void ChartArea::readAgain() {
    m_feed->ask();
}

void ChartArea::applyFilter() {
    m_feed->setFilter(m_filter.filter());
    const auto span = m_filter.timeSpan();
    m_chart->setChosen(span ? std::optional(charts::TimeSpan{span->from, span->until}) : std::nullopt);
}

}  // namespace mirrorscope::ui::shell
