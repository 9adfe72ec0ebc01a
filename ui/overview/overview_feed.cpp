// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_feed.h"

#include <algorithm>

#include "ui/live/page_loader.h"

namespace mirrorscope::ui::overview {
namespace {

using namespace std::chrono_literals;
using live::Urgency;

// Live pictures at most twice a second (UI.md section 7); one a second costs half and is as good.
constexpr Asking::Pace kSeriesPace{Urgency::Waited, 950ms, 10};
// Of clients and hosts there are roll-ups; endpoints and rules are always read, and the others do not wait.
constexpr Asking::Pace kTopPace{Urgency::Waited, 1950ms, 10};
constexpr Asking::Pace kReadTopPace{Urgency::Search, 1950ms, 10};
constexpr Asking::Pace kHealthPace{Urgency::Background, 950ms, 10};
// These read requests or attacks: they change slowly and cost most.
constexpr Asking::Pace kBodiesPace{Urgency::Background, 15'000ms, 20};
constexpr Asking::Pace kNewAttacksPace{Urgency::Background, 1950ms, 20};
/// A person notices that something takes longer.
constexpr auto kNoticed = 400ms;

}  // namespace

OverviewFeed::OverviewFeed(live::PageLoader& loader, live::PageLoader& longReads, QObject* parent)
    : QObject(parent),
      m_own(filter::chartSpanOf(0)),
      m_window{m_own, std::nullopt},
      m_series(asking(longReads, kSeriesPace, &OverviewFeed::seriesQuestion)),
      m_bodies(asking(longReads, kBodiesPace, &OverviewFeed::bodiesQuestion)),
      m_health(asking(loader, kHealthPace, &OverviewFeed::healthQuestion)),
      m_newAttacks(asking(longReads, kNewAttacksPace, &OverviewFeed::newAttacksQuestion)) {
    for (std::size_t i = 0; i < kTops.size(); ++i) {
        const traffic::TopBy by = kTops[i];
        const bool isRead = by == traffic::TopBy::Endpoint || by == traffic::TopBy::Rule;
        m_tops[i] = new Asking(
            longReads, isRead ? kReadTopPace : kTopPace, [this, by] { return topQuestion(by); }, this);
    }
    m_timer.setInterval(kTickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &OverviewFeed::tick);
    connect(m_series, &Asking::answered, this, &OverviewFeed::noteSearch);
    connect(m_series, &Asking::failed, this, &OverviewFeed::failed);
}

Asking* OverviewFeed::asking(live::PageLoader& loader, Asking::Pace pace,
                             Asking::Question (OverviewFeed::*make)()) {
    return new Asking(loader, pace, [this, make] { return (this->*make)(); }, this);
}

void OverviewFeed::setActive(bool active) {
    m_active = active;
    if (!active) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    arrange();
    if (m_stale) {
        askAll();
    } else {
        tick();
    }
}

void OverviewFeed::setPaused(bool paused) {
    m_paused = paused;
}

void OverviewFeed::setFilter(const filter::Filter& filter) {
    if (filter == m_filter) {
        return;
    }
    m_filter = filter;
    arrange();
    askAll();
}

void OverviewFeed::setSpan(std::optional<filter::ChartSpan> span) {
    m_automatic = !span;
    if (span) {
        m_own = *span;
    }
    if (arrange()) {
        askAll();
    }
}

void OverviewFeed::setCompared(std::optional<traffic::ComparedTo> to) {
    if (m_compared != to) {
        m_compared = to;
        if (m_active) {
            m_series->askAnew();
        }
    }
}

void OverviewFeed::setTopOf(traffic::TopOf of) {
    if (m_topOf != of) {
        m_topOf = of;
        if (m_active) {
            std::ranges::for_each(m_tops, &Asking::askAnew);
        }
    }
}

void OverviewFeed::readAgain() {
    askAll();
}

void OverviewFeed::cancelSearch() {
    for (Asking* one : all()) {
        if (one != m_health) {
            one->cancel();
        }
    }
    noteSearch();
}

void OverviewFeed::searchAgain() {
    askAll();
}

std::vector<Asking*> OverviewFeed::all() const {
    std::vector<Asking*> all{m_series, m_health, m_newAttacks, m_bodies};
    all.insert(all.begin() + 1, m_tops.begin(), m_tops.end());
    return all;
}

void OverviewFeed::askAll() {
    m_stale = !m_active;
    if (!m_active) {
        return;
    }
    for (Asking* one : all()) {
        one->askAnew();
    }
    noteSearch();
}

void OverviewFeed::tick() {
    if (arrange()) {
        askAll();  // a range that was in the newest minutes leaves them some time
    } else if (!m_paused) {
        for (Asking* one : all()) {
            one->askWhenDue();
        }
    }
    noteSearch();
}

bool OverviewFeed::arrange() {
    const filter::ChartWindow window =
        filter::chartWindowFor(m_own, filter::chartRangeOf(m_filter), base::wallNow());
    if (window == m_window) {
        return false;
    }
    m_window = window;
    emit windowChanged();
    return true;
}

OverviewFrame OverviewFeed::frame() {
    return frameOf(m_window, m_filter, base::wallNow());
}

void OverviewFeed::noteAge(const std::vector<traffic::Source>& sources) {
    if (!m_automatic || sources.empty()) {
        return;
    }
    const auto first = std::ranges::min(sources, {}, &traffic::Source::firstSeen).firstSeen;
    m_own = filter::chartSpanFor(first, base::wallNow());
    if (arrange()) {
        askAll();
    }
}

OverviewFeed::Search OverviewFeed::search() const {
    Search search;
    const bool isLong = m_readsRequests && m_series->asksFor().value_or(0ms) >= kNoticed;
    if (m_series->isCancelled()) {
        search.state = Search::State::Cancelled;
    } else if (isLong && m_series->progress().all > 0) {
        search.state = Search::State::Running;
    }
    if (search.state != Search::State::None) {
        search.all = m_series->progress().all;
        search.read = search.all - m_series->progress().left;
        search.found = m_series->progress().found;
    }
    return search;
}

void OverviewFeed::noteSearch() {
    const Search now = search();
    if (now != m_search) {
        m_search = now;
        emit searchChanged(now);
    }
}

}  // namespace mirrorscope::ui::overview
