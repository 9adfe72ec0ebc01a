// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <QWidget>

class QToolButton;

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::ui::charts {
class RateChart;
}
namespace mirrorscope::ui::filter {
class FilterState;
}
namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::shell {

class ChartFeed;

/// The rate chart of a page: its data, the choice of its length, and what it does to the filter. UI thread.
class ChartArea : public QWidget {
    Q_OBJECT

public:
    ChartArea(live::PageLoader& loader, filter::FilterState& filter, QWidget* parent = nullptr);

    void start();
    /// 0: by the age of the session.
    void setSpanMinutes(int minutes);
    void setLow(bool low);
    /// Taller than it has to be when there is room.
    void setStretched(bool stretched);
    void setTimeZone(const QTimeZone& zone);
    void setStatus(const api::ServiceStatus& status);
    void setPaused(bool paused);
    void readAgain();

signals:
    /// The user chose another length; 0: automatic.
    void spanChosen(int minutes);

private:
    void buildSpanMenu();
    void showSpan();
    void applyFilter();
    void fit();

    filter::FilterState& m_filter;
    ChartFeed* m_feed;
    charts::RateChart* m_chart;
    QToolButton* m_span;
    bool m_low = false;
    bool m_stretched = false;
};

}  // namespace mirrorscope::ui::shell
