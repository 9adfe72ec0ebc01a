// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/traffic/rows.h"
#include "ui/charts/rate_data.h"
#include "ui/filter/chart_window.h"
#include "ui/filter/filter.h"
#include "ui/shell/listening_log.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::shell {

/// From roll-ups to bars that end with the one being counted. Conditions on sources choose series; a source
/// without a request in the span is left out. Pure.
charts::RateData rateDataOf(const filter::ChartSpan& span, const std::vector<traffic::Source>& sources,
                            const std::vector<traffic::RollupRow>& rows, const ListeningLog& log,
                            const filter::Filter& filter, base::WallTime now);

/// Asks for roll-ups at most once a second and makes the chart's data. Owned by the chart area; UI thread;
/// the loader outlives it.
class ChartFeed : public QObject {
    Q_OBJECT

public:
    explicit ChartFeed(live::PageLoader& loader, QObject* parent = nullptr);

    void start();
    void setPaused(bool paused);
    /// Unset: chosen by the age of the session.
    void setSpan(std::optional<filter::ChartSpan> span);
    /// What is shown: longer than that span, or another time, where the filter's range asks for it.
    const filter::ChartWindow& window() const { return m_window; }
    void setFilter(const filter::Filter& filter);
    void noteListening(bool listening, std::uint64_t refused);
    void ask();
    /// Empty for an id it was not told.
    std::string nameOf(traffic::SourceId id) const;

signals:
    void windowChanged();
    void dataChanged(const mirrorscope::ui::charts::RateData& data);

private:
    struct Answer {
        std::vector<traffic::Source> sources;
        std::vector<traffic::RollupRow> rows;
        base::WallTime at{};
        filter::ChartWindow window;
    };
    /// Whether another time has to be shown.
    bool arrange();
    void askAnew();
    void take(Answer answer);
    void build();

    live::PageLoader& m_loader;
    QTimer m_timer;
    base::CancelToken m_token;
    bool m_asking = false;
    bool m_automatic = true;
    filter::ChartSpan m_own;  // the user's, or by the age of the session
    filter::ChartWindow m_window;
    filter::Filter m_filter;
    ListeningLog m_log;
    std::optional<Answer> m_answer;
};

}  // namespace mirrorscope::ui::shell
