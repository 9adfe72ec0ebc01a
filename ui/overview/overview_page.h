// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/query/syntax_tree.h"
#include "ui/charts/chart_commands.h"
#include "ui/overview/notice_bar.h"
#include "ui/overview/overview_feed.h"
#include "ui/overview/tile_row.h"

class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::charts {
class ChartLink;
class ChartPanel;
class RateChart;
class SizeChart;
class TypeChart;
}  // namespace mirrorscope::ui::charts
namespace mirrorscope::ui::filter {
class FilterBar;
class FilterState;
}  // namespace mirrorscope::ui::filter
namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::overview {

class HealthPanel;
class TopPanel;

/// The centre of the Charts perspective: filter, tiles, charts, frequent values and mirror health, all of the
/// filter that the window shares. Asks the session only while it is seen. UI thread; what it is given
/// outlives it.
class OverviewPage : public QWidget {
    Q_OBJECT

public:
    OverviewPage(live::LiveBridge& bridge, live::PageLoader& loader, live::PageLoader& longReads,
                 filter::FilterState& filter, QWidget* parent = nullptr);
    ~OverviewPage() override;

    /// 0: by the age of the session.
    void setSpanMinutes(int minutes);
    void setTimeZone(const QTimeZone& zone);
    void setStatus(const api::ServiceStatus& status);
    void setSilent(const std::set<traffic::SourceId>& silent);
    /// Below 1400 wide; below 850 high (UI.md section 8).
    void setSize(bool narrow, bool low);
    void setExportFolder(const QString& folder) { m_folder.path = folder; }
    /// F5.
    void readAgain();

    filter::FilterBar& filterBar() { return *m_filterBar; }
    OverviewFeed& feed() { return *m_feed; }
    /// What F6 goes through, in this order.
    QList<QWidget*> panes() const;

signals:
    void spanChosen(int minutes);
    void exportFolderChosen(const QString& folder);
    /// The filter asks for them now; somebody shows the requests, or the attacks.
    void requestsWanted();
    void attacksWanted();
    /// 0: of all sources.
    void findingsWanted(mirrorscope::traffic::SourceId source);
    void proofWanted(mirrorscope::traffic::SourceId source);
    void refusalsWanted();
    void listeningWanted();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildCharts();
    void buildTops();
    void layOut();
    void addSpanMenu();
    void addCompareMenu();
    void addSizesMenu();
    void addMeasureMenu();
    void wireFilter();
    void wireTiles();
    void wireFeed();

    void applyFilter();
    void applySeries(const SeriesAnswer& answer);
    void applyHealth(const HealthAnswer& answer);
    void applyBodies();
    void showSpan();
    void showTiles();
    void showNotice();
    void act(int action);
    void chooseSizes(std::optional<traffic::SourceId> source);
    void refillSizesMenu();
    void ask(const std::vector<query::Node>& conditions, bool exclude);
    void askSource(const std::string& name, bool exclude);
    void askSilent();
    QString comparedName() const;

    live::LiveBridge& m_bridge;
    filter::FilterState& m_filter;
    OverviewFeed* m_feed;
    filter::FilterBar* m_filterBar;
    NoticeBar* m_notice;
    QScrollArea* m_scroll;
    TileRow* m_tiles;
    charts::ExportFolder m_folder;
    charts::ChartLink* m_link;
    charts::RateChart* m_rate = nullptr;  // the panels'
    charts::TypeChart* m_types = nullptr;
    charts::SizeChart* m_sizes = nullptr;
    std::vector<charts::ChartPanel*> m_panels;  // rate, types, sizes
    std::vector<TopPanel*> m_tops;
    HealthPanel* m_health = nullptr;
    QToolButton* m_spanButton = nullptr;
    QToolButton* m_compareButton = nullptr;
    QToolButton* m_sizesButton = nullptr;
    QToolButton* m_measureButton = nullptr;

    TileNumbers m_numbers;
    std::vector<traffic::Source> m_sources;
    std::set<traffic::SourceId> m_silent;
    std::optional<traffic::BodySizes> m_bodies;
    std::optional<traffic::SourceId> m_sizesOf;  // chosen by the user; unset: by the page
    std::optional<traffic::ComparedTo> m_compared;
    std::optional<base::Error> m_failure;
    std::optional<charts::TimeSpan> m_counted;  // unset: all that the charts show
    std::uint64_t m_unjudged = 0;
    bool m_isBehind = false;  // for so long that a person wants to know
    bool m_isListening = true;
    bool m_answered = false;
};

}  // namespace mirrorscope::ui::overview
