// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimeZone>
#include <QTimer>
#include <array>
#include <optional>
#include <vector>

#include "core/traffic/annotation.h"
#include "core/traffic/body_sizes.h"
#include "core/traffic/chart_tops.h"
#include "core/traffic/mirror_health.h"
#include "core/traffic/rows.h"
#include "ui/overview/asking.h"
#include "ui/overview/overview_frame.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::overview {

/// What the charts over time and the tiles show.
struct SeriesAnswer {
    OverviewFrame frame;
    traffic::ChartSeries series;                   // of the grid, without the conditions on the time
    traffic::ChartSeries counted;                  // of the range, with the whole filter
    std::optional<traffic::ChartSeries> compared;  // as many buckets of another time
    std::vector<traffic::Source> sources;
    std::vector<traffic::Annotation> annotations;
};

/// The lists of the page.
inline constexpr std::array kTops{traffic::TopBy::Client, traffic::TopBy::Endpoint, traffic::TopBy::Host,
                                  traffic::TopBy::Rule};
struct TopAnswer {
    traffic::TopBy by = traffic::TopBy::Client;
    traffic::TopOf of = traffic::TopOf::AttackRequests;  // rules: hits
    traffic::TopList list;
    /// Where all requests are counted: how many of the same values' are attacks.
    std::optional<traffic::TopList> attacks;
};

struct HealthAnswer {
    std::vector<traffic::MirrorHealth> sources;
    base::WallTime at{};
};

/// Attacks nobody has looked at.
struct NewAttacks {
    std::uint64_t count = 0;
    bool more = false;  // only so many were counted
};

/// Asks for everything the page shows while it is seen, and again while time goes on. `longReads` reads what
/// no roll-up knows. Owned by the page, UI thread; the loaders outlive it.
class OverviewFeed : public QObject {
    Q_OBJECT

public:
    static constexpr int kTickMilliseconds = 500;
    static constexpr std::uint64_t kMostNewAttacks = 10'000;

    OverviewFeed(live::PageLoader& loader, live::PageLoader& longReads, QObject* parent = nullptr);

    /// Somebody looks. Asks at once for what another filter or time made old meanwhile.
    void setActive(bool active);
    /// What is shown stays; questions that were asked are still answered.
    void setPaused(bool paused);
    void setFilter(const filter::Filter& filter);
    /// The same filter counts from a later moment: the next questions are of that.
    void slideTo(const filter::Filter& filter) { m_filter = filter; }
    /// Unset: chosen by the age of the session.
    void setSpan(std::optional<filter::ChartSpan> span);
    /// Unset: nothing is compared.
    void setCompared(std::optional<traffic::ComparedTo> to);
    void setTopOf(traffic::TopOf of);
    void setTimeZone(const QTimeZone& zone) { m_zone = zone; }
    void readAgain();
    /// Of what reads requests.
    void cancelSearch();
    void searchAgain();

    const filter::ChartWindow& window() const { return m_window; }
    /// Reading requests since a moment that people notice, or stopped by them.
    struct Search {
        enum class State : std::uint8_t { None, Running, Cancelled } state = State::None;
        std::int64_t read = 0;
        std::int64_t all = 0;
        std::uint64_t found = 0;
        bool operator==(const Search&) const = default;
    };
    Search search() const;

signals:
    /// Another length or place of the charts: they show all of it.
    void windowChanged();
    void seriesChanged(const mirrorscope::ui::overview::SeriesAnswer& answer);
    void topChanged(const mirrorscope::ui::overview::TopAnswer& answer);
    void bodiesChanged(const mirrorscope::traffic::BodySizes& sizes);
    void healthChanged(const mirrorscope::ui::overview::HealthAnswer& answer);
    void newAttacksChanged(const mirrorscope::ui::overview::NewAttacks& attacks);
    void searchChanged(const mirrorscope::ui::overview::OverviewFeed::Search& search);
    void failed(const mirrorscope::base::Error& error);

private:
    Asking::Question seriesQuestion();
    Asking::Question topQuestion(traffic::TopBy by);
    Asking::Question bodiesQuestion();
    Asking::Question healthQuestion();
    Asking::Question newAttacksQuestion();
    Asking* asking(live::PageLoader& loader, Asking::Pace pace, Asking::Question (OverviewFeed::*make)());
    OverviewFrame frame();
    std::vector<Asking*> all() const;
    void askAll();
    void tick();
    void noteSearch();
    void noteAge(const std::vector<traffic::Source>& sources);
    bool arrange();

    filter::Filter m_filter;
    filter::ChartSpan m_own;
    filter::ChartWindow m_window;
    std::optional<traffic::ComparedTo> m_compared;
    traffic::TopOf m_topOf = traffic::TopOf::AttackRequests;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    bool m_automatic = true;
    bool m_active = false;
    bool m_paused = false;
    bool m_stale = true;           // nothing was asked since the last change
    bool m_readsRequests = false;  // the question of the series that is on its way
    Search m_search;
    QTimer m_timer;
    Asking* m_series;
    std::array<Asking*, kTops.size()> m_tops;
    Asking* m_bodies;
    Asking* m_health;
    Asking* m_newAttacks;
};

}  // namespace mirrorscope::ui::overview
