// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_page.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "core/api/mirror_service.h"
#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_link.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/rate_chart.h"
#include "ui/charts/size_chart.h"
#include "ui/charts/type_chart.h"
#include "ui/filter/filter_bar.h"
#include "ui/filter/filter_state.h"
#include "ui/live/live_bridge.h"
#include "ui/overview/bodies_data.h"
#include "ui/overview/health_panel.h"
#include "ui/overview/series_data.h"
#include "ui/overview/top_panel.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::overview {
namespace {

constexpr int kRateHeight = 152;
constexpr int kLowRateHeight = 32 + 100;
constexpr int kTypesHeight = 224;
constexpr int kTopsHeight = 180;
constexpr int kTypesShare = 13;
constexpr int kSizesShare = 10;
constexpr std::chrono::seconds kBehind{5};

}  // namespace

OverviewPage::OverviewPage(live::LiveBridge& bridge, live::PageLoader& loader, live::PageLoader& longReads,
                           filter::FilterState& filter, QWidget* parent)
    : QWidget(parent),
      m_bridge(bridge),
      m_filter(filter),
      m_feed(new OverviewFeed(loader, longReads, this)),
      m_filterBar(new filter::FilterBar(filter, this)),
      m_notice(new NoticeBar(this)),
      m_scroll(new QScrollArea(this)),
      m_tiles(new TileRow(this)),
      m_link(new charts::ChartLink(this)) {
    setObjectName(QStringLiteral("page.charts"));
    setAccessibleName(tr("Charts"));
    // The bar of the tables has these names already.
    for (QWidget* part : m_filterBar->findChildren<QWidget*>()) {
        if (part->objectName().startsWith(QStringLiteral("filter"))) {
            part->setObjectName(QStringLiteral("charts.") + part->objectName());
        }
    }
    buildCharts();
    buildTops();
    m_health = new HealthPanel(this);
    layOut();
    wireFilter();
    wireTiles();
    wireFeed();
    showSpan();
    applyFilter();
}

OverviewPage::~OverviewPage() = default;

void OverviewPage::buildCharts() {
    m_rate = new charts::RateChart;
    m_rate->setObjectName(QStringLiteral("charts.rate"));
    m_types = new charts::TypeChart;
    m_types->setObjectName(QStringLiteral("charts.types"));
    m_sizes = new charts::SizeChart;
    m_sizes->setObjectName(QStringLiteral("charts.sizes"));
    addCompareMenu();
    addSpanMenu();
    addSizesMenu();
    for (charts::Chart* chart : {static_cast<charts::Chart*>(m_rate), static_cast<charts::Chart*>(m_types),
                                 static_cast<charts::Chart*>(m_sizes)}) {
        auto* panel = new charts::ChartPanel(chart, m_folder, this);
        panel->setObjectName(chart->objectName() + QStringLiteral(".panel"));
        connect(panel, &charts::ChartPanel::folderChosen, this,
                [this] { emit exportFolderChosen(m_folder.path); });
        m_panels.push_back(panel);
    }
    m_link->add(m_rate);
    m_link->add(m_types);
}

void OverviewPage::buildTops() {
    using traffic::TopBy;
    m_tops = {new TopPanel(QStringLiteral("top.clients"), {TopBy::Client}, this),
              new TopPanel(QStringLiteral("top.endpoints"), {TopBy::Endpoint}, this),
              new TopPanel(QStringLiteral("top.rules"), {TopBy::Rule, TopBy::Host}, this)};
    addMeasureMenu();
    for (TopPanel* panel : m_tops) {
        connect(panel, &TopPanel::conditionsRequested, this, &OverviewPage::ask);
    }
}

void OverviewPage::layOut() {
    auto* content = new QWidget(m_scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(theme::kBetween, theme::kInside, theme::kBetween, theme::kBetween);
    column->setSpacing(theme::kBetween);
    column->addWidget(m_notice);
    column->addWidget(m_tiles);
    m_panels[0]->setFixedHeight(kRateHeight);
    column->addWidget(m_panels[0]);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(theme::kBetween);
    for (const auto& [panel, share] :
         {std::pair(m_panels[1], kTypesShare), std::pair(m_panels[2], kSizesShare)}) {
        panel->setFixedHeight(kTypesHeight);
        panel->setMinimumWidth(1);
        middle->addWidget(panel, share);
    }
    column->addLayout(middle);
    auto* lists = new QHBoxLayout;
    lists->setSpacing(theme::kBetween);
    for (TopPanel* panel : m_tops) {
        panel->setFixedHeight(kTopsHeight);
        panel->setMinimumWidth(1);
        lists->addWidget(panel, 1);
    }
    column->addLayout(lists);
    column->addWidget(m_health, 1);
    m_scroll->setObjectName(QStringLiteral("charts.scroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(content);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(m_filterBar);
    page->addWidget(m_scroll, 1);
}

void OverviewPage::wireFeed() {
    connect(&m_bridge, &live::LiveBridge::pausedChanged, m_feed, &OverviewFeed::setPaused);
    connect(m_feed, &OverviewFeed::windowChanged, this, &OverviewPage::showSpan);
    connect(m_feed, &OverviewFeed::seriesChanged, this, &OverviewPage::applySeries);
    connect(m_feed, &OverviewFeed::healthChanged, this, &OverviewPage::applyHealth);
    connect(m_feed, &OverviewFeed::topChanged, this, [this](const TopAnswer& answer) {
        for (TopPanel* panel : m_tops) {
            panel->setAnswer(answer);
        }
    });
    connect(m_feed, &OverviewFeed::bodiesChanged, this, [this](const traffic::BodySizes& sizes) {
        m_bodies = sizes;
        applyBodies();
    });
    connect(m_feed, &OverviewFeed::newAttacksChanged, this, [this](const NewAttacks& attacks) {
        m_numbers.newAttacks = attacks.count;
        m_numbers.newAttacksMore = attacks.more;
        showTiles();
    });
    connect(m_feed, &OverviewFeed::searchChanged, this, &OverviewPage::showNotice);
    connect(m_feed, &OverviewFeed::failed, this, [this](const base::Error& error) {
        m_failure = error;
        showNotice();
    });
    connect(m_notice, &NoticeBar::chosen, this, &OverviewPage::act);
}

void OverviewPage::applySeries(const SeriesAnswer& answer) {
    m_sources = answer.sources;
    m_answered = true;
    m_failure.reset();
    m_unjudged = answer.counted.unjudged;
    m_counted = answer.frame.hasRange ? std::optional(answer.frame.range) : std::nullopt;
    m_rate->setChosen(m_counted);
    m_types->setChosen(m_counted);
    m_rate->setData(rateData(answer, comparedName()));
    m_types->setData(typeData(answer));
    m_numbers.requests = answer.counted.requests();
    m_numbers.attackRequests = answer.counted.attackRequests();
    m_numbers.refused = answer.counted.refusals();
    showTiles();
    showNotice();
}

void OverviewPage::applyHealth(const HealthAnswer& answer) {
    m_health->setAnswer(answer);
    std::uint64_t findings = 0;
    m_numbers.findingIsError = false;
    m_numbers.sources = 0;
    for (const traffic::MirrorHealth& one : answer.sources) {
        findings += one.openFindings;
        m_numbers.findingIsError = m_numbers.findingIsError || one.worst == traffic::FindingSeverity::Error;
        m_numbers.sources += one.mergedInto ? 0 : 1;
    }
    m_numbers.findings = findings;
    showTiles();
    refillSizesMenu();
}

void OverviewPage::applyBodies() {
    if (!m_bodies) {
        return;
    }
    traffic::SourceId source = m_sizesOf.value_or(0);
    if (!m_sizesOf) {
        const auto only = m_filter.onlyValue(query::FieldId::Source);
        const auto found =
            only ? std::ranges::find(m_sources, *only, &traffic::Source::name) : m_sources.end();
        source = found != m_sources.end() ? found->id : sourceWithCliff(*m_bodies);
    }
    m_sizes->setData(sizeData(*m_bodies, source, m_sources));
}

void OverviewPage::applyFilter() {
    m_feed->setFilter(m_filter.filter());
    const auto span = m_filter.timeSpan();
    // A range that slides is drawn with the next answer.
    m_counted = span ? std::optional(charts::TimeSpan{span->from, span->until}) : std::nullopt;
    m_rate->setChosen(m_counted);
    m_types->setChosen(m_counted);
    showTiles();
}

void OverviewPage::setStatus(const api::ServiceStatus& status) {
    const bool isListening =
        std::ranges::find(status.listeners, true, &api::ListenerStatus::listening) != status.listeners.end();
    // A session that somebody else records is not ours to listen for.
    m_isListening = isListening || status.attached.has_value();
    m_isBehind = status.analysis.behind >= kBehind;
    showNotice();
}

void OverviewPage::setSilent(const std::set<traffic::SourceId>& silent) {
    m_silent = silent;
    m_numbers.silent = silent.size();
    m_health->setSilent(silent);
    showTiles();
}

void OverviewPage::setTimeZone(const QTimeZone& zone) {
    m_rate->setZone(zone);
    m_types->setZone(zone);
    m_feed->setTimeZone(zone);
}

void OverviewPage::setSize(bool narrow, bool low) {
    m_filterBar->setNarrow(narrow);
    m_health->setNarrow(narrow);
    for (charts::ChartPanel* panel : m_panels) {
        panel->setNarrow(narrow);
    }
    m_panels[0]->setFixedHeight(low ? kLowRateHeight : kRateHeight);
}

void OverviewPage::readAgain() {
    m_feed->readAgain();
}

QList<QWidget*> OverviewPage::panes() const {
    QList<QWidget*> panes{m_filterBar->focusTarget(), m_rate, m_types, m_sizes};
    for (const TopPanel* panel : m_tops) {
        panes.append(&panel->table());
    }
    panes.append(&m_health->table());
    return panes;
}

void OverviewPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_feed->setActive(true);
}

void OverviewPage::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_feed->setActive(false);
}

}  // namespace mirrorscope::ui::overview
