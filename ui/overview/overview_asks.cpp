// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks of the filter and of the window, and what it says of its numbers.
#include <QToolButton>
#include <algorithm>

#include "ui/charts/rate_chart.h"
#include "ui/charts/size_chart.h"
#include "ui/charts/type_chart.h"
#include "ui/filter/condition.h"
#include "ui/filter/filter_state.h"
#include "ui/overview/health_panel.h"
#include "ui/overview/overview_page.h"
#include "ui/text/number_text.h"
#include "ui/text/shown_text.h"
#include "ui/text/time_text.h"

namespace mirrorscope::ui::overview {
namespace {

using query::FieldId;
using Search = OverviewFeed::Search;

query::Node sizesCondition(quint64 from, quint64 until) {
    query::NumberRange range{static_cast<std::int64_t>(from), static_cast<std::int64_t>(until)};
    return {false, query::Condition{FieldId::BodyBytes, {}, query::Relation::Is, {range}}};
}

std::optional<query::Node> namedCondition(FieldId field, std::string_view name) {
    return filter::conditionOn(field, name);
}

}  // namespace

void OverviewPage::wireFilter() {
    connect(&m_filter, &filter::FilterState::changed, this, [this] {
        applyFilter();
        applyBodies();
    });
    connect(&m_filter, &filter::FilterState::slid, this, [this] { m_feed->slideTo(m_filter.filter()); });
    for (charts::TimeChart* chart :
         {static_cast<charts::TimeChart*>(m_rate), static_cast<charts::TimeChart*>(m_types)}) {
        connect(chart, &charts::TimeChart::rangeChosen, this,
                [this](base::WallTime from, base::WallTime until) {
                    m_filter.showOnly(filter::timeCondition({from, until}));
                });
        connect(chart, &charts::TimeChart::rangeCleared, this, [this] { m_filter.remove(FieldId::Time); });
    }
    connect(m_rate, &charts::RateChart::sourceClicked, this, [this](traffic::SourceId source, bool exclude) {
        const auto found = std::ranges::find(m_sources, source, &traffic::Source::id);
        if (found != m_sources.end()) {
            askSource(found->name, exclude);
        }
    });
    connect(m_types, &charts::TypeChart::typeClicked, this, [this](traffic::AttackType type, bool exclude) {
        if (auto condition = namedCondition(FieldId::Type, traffic::attackTypeInfo(type).name)) {
            ask({std::move(*condition)}, exclude);
        }
    });
    connect(
        m_sizes, &charts::SizeChart::sizesClicked, this,
        [this](quint64 from, quint64 until, bool exclude) { ask({sizesCondition(from, until)}, exclude); });
    connect(m_health, &HealthPanel::sourceRequested, this, &OverviewPage::askSource);
    connect(m_health, &HealthPanel::findingsRequested, this, &OverviewPage::findingsWanted);
    connect(m_health, &HealthPanel::proofRequested, this, &OverviewPage::proofWanted);
}

void OverviewPage::wireTiles() {
    connect(m_tiles, &TileRow::requestsWanted, this, &OverviewPage::requestsWanted);
    connect(m_tiles, &TileRow::attackRequestsWanted, this, [this] {
        if (auto condition = namedCondition(FieldId::State, "attack")) {
            ask({std::move(*condition)}, false);
        }
    });
    connect(m_tiles, &TileRow::newAttacksWanted, this, [this] {
        if (auto condition = namedCondition(FieldId::Triage, "new")) {
            ask({std::move(*condition)}, false);
            emit attacksWanted();
        }
    });
    connect(m_tiles, &TileRow::silentWanted, this, &OverviewPage::askSilent);
    connect(m_tiles, &TileRow::findingsWanted, this, [this] { emit findingsWanted(0); });
    connect(m_tiles, &TileRow::refusedWanted, this, &OverviewPage::refusalsWanted);
}

void OverviewPage::ask(const std::vector<query::Node>& conditions, bool exclude) {
    if (conditions.size() == 1 && exclude) {
        m_filter.exclude(conditions.front());
    } else if (conditions.size() == 1) {
        m_filter.showOnly(conditions.front());
    } else if (exclude) {
        m_filter.add({true, query::Group{query::Group::Join::All, conditions}});
    } else {
        // One step: what is asked for comes instead of all that is said about the same fields.
        std::vector<query::Node> all;
        for (const query::Node& kept : m_filter.filter().conditions()) {
            const bool isSame = std::ranges::any_of(
                conditions, [&kept](const query::Node& asked) { return filter::isOnSameField(kept, asked); });
            if (!isSame) {
                all.push_back(kept);
            }
        }
        all.insert(all.end(), conditions.begin(), conditions.end());
        m_filter.setText(QString::fromStdString(query::print(filter::treeOf(all))));
    }
}

void OverviewPage::askSource(const std::string& name, bool exclude) {
    if (auto condition = namedCondition(FieldId::Source, name)) {
        ask({std::move(*condition)}, exclude);
    }
}

void OverviewPage::askSilent() {
    query::Condition any{FieldId::Source, {}, query::Relation::Is, {}};
    for (const traffic::Source& source : m_sources) {
        if (m_silent.contains(source.id)) {
            any.operands.emplace_back(query::Text{source.name});
        }
    }
    if (!any.operands.empty()) {
        m_filter.showOnly({false, any});
    }
}

void OverviewPage::showTiles() {
    m_numbers.range = m_counted ? text::durationText(m_counted->length()) : m_spanButton->text();
    m_tiles->setNumbers(m_numbers);
}

void OverviewPage::showNotice() {
    const Search search = m_feed->search();
    NoticeBar::Notice notice;
    const auto whole = [](std::int64_t count) {
        return text::countText(static_cast<std::uint64_t>(std::max<std::int64_t>(0, count)));
    };
    if (search.state == Search::State::Running) {
        notice = {tr("Counting requests"),
                  tr("read %1 of %2, %3 fit so far; the numbers below are of the filter before")
                      .arg(whole(search.read), whole(search.all), text::countText(search.found)),
                  search.all > 0
                      ? std::optional(static_cast<double>(search.read) / static_cast<double>(search.all))
                      : std::nullopt,
                  {tr("Cancel")}};
    } else if (search.state == Search::State::Cancelled) {
        notice = {tr("Counting stopped"),
                  tr("at %1 of %2; the numbers below are of the filter before")
                      .arg(whole(search.read), whole(search.all)),
                  std::nullopt,
                  {tr("Count again"), tr("Remove last condition")}};
    } else if (m_failure) {
        notice = {
            tr("The numbers cannot be read"),
            text::shownText(m_failure->arguments.empty() ? std::string() : m_failure->arguments.front()),
            std::nullopt,
            {tr("Try again")}};
    } else if (m_answered && m_numbers.requests == 0 && !m_filter.filter().isEmpty()) {
        notice = {tr("No request matches"),
                  tr("The filter leaves nothing of this time."),
                  std::nullopt,
                  {tr("Remove last condition"), tr("Clear filter")}};
    } else if (!m_isListening) {
        notice = {tr("Listening is off"),
                  tr("Stored requests stay visible."),
                  std::nullopt,
                  {tr("Start listening")}};
    } else if (m_answered && m_numbers.requests == 0) {
        notice = {tr("No request in this time"),
                  tr("Choose a longer one, or wait for the next request."),
                  std::nullopt,
                  {}};
    } else if (m_isBehind && m_unjudged > 0) {
        notice = {
            tr("Analysis is behind"),
            m_unjudged == 1
                ? tr("1 request still waits; attacks may be missing.")
                : tr("%1 requests still wait; attacks may be missing.").arg(text::countText(m_unjudged)),
            std::nullopt,
            {}};
    }
    m_notice->setNotice(notice);
}

void OverviewPage::act(int action) {
    const Search::State state = m_feed->search().state;
    const auto removeLast = [this] {
        const auto count = static_cast<qsizetype>(m_filter.filter().conditions().size());
        if (count > 0) {
            m_filter.removeAt(count - 1);
        }
    };
    if (state == Search::State::Running) {
        m_feed->cancelSearch();
    } else if (state == Search::State::Cancelled) {
        action == 0 ? m_feed->searchAgain() : removeLast();
    } else if (m_failure) {
        m_feed->readAgain();
    } else if (m_numbers.requests == 0 && !m_filter.filter().isEmpty()) {
        action == 0 ? removeLast() : m_filter.clear();
    } else if (!m_isListening) {
        emit listeningWanted();
    }
}

}  // namespace mirrorscope::ui::overview
