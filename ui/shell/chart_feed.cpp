// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/chart_feed.h"

#include <algorithm>
#include <map>
#include <set>

#include "ui/filter/filter_part.h"
#include "ui/filter/row_judge.h"
#include "ui/live/page_loader.h"
#include "ui/text/shown_text.h"

namespace mirrorscope::ui::shell {
namespace {

using namespace std::chrono_literals;

constexpr int kAskMilliseconds = 1000;
base::WallTime floorTo(base::WallTime time, std::chrono::seconds width) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(time.time_since_epoch());
    return base::WallTime(whole - whole % width);
}

bool isOfSources(query::FieldId field) {
    return field == query::FieldId::Source || field == query::FieldId::SourceKind;
}

/// Only what a source itself answers; the other conditions are about requests, which roll-ups no longer know.
filter::Filter onSources(const filter::Filter& filter) {
    const auto part = filter::partOf(filter.conditions(), isOfSources);
    // Fewer conditions than a filter that could be read.
    return filter::Filter::of(part.conditions, filter.moment()).value();
}

bool passes(const traffic::Source& source, const filter::RowJudge& judge) {
    traffic::RequestRow row;
    row.sourceName = source.name;
    row.context.kind = source.kind;
    return judge.holds(row);
}

void addListening(charts::RateData& data, const ListeningLog& log, std::size_t bars) {
    data.refused.resize(bars);
    data.gaps.resize(bars);
    for (std::size_t i = 0; i < bars; ++i) {
        const charts::TimeSpan bar{data.timeOf(i), data.timeOf(i + 1)};
        data.refused[i] = log.refusedIn(bar);
        data.gaps[i] = log.isGap(bar);
    }
}

}  // namespace

charts::RateData rateDataOf(const filter::ChartSpan& span, const std::vector<traffic::Source>& sources,
                            const std::vector<traffic::RollupRow>& rows, const ListeningLog& log,
                            const filter::Filter& filter, base::WallTime at) {
    charts::RateData data;
    data.width = std::chrono::seconds(span.barSeconds);
    data.lastIsCounting = true;
    const auto end = floorTo(at, data.width) + data.width;
    const auto bars = static_cast<std::size_t>(std::chrono::minutes(span.minutes) / data.width);
    data.start = end - data.width * bars;
    data.attacks.resize(bars);

    const filter::RowJudge judge(onSources(filter));
    std::map<traffic::SourceId, charts::RateSeries> series;
    for (const traffic::Source& source : sources) {
        if (passes(source, judge)) {
            series[source.id] = {source.id, text::shownText(source.name), std::vector<double>(bars)};
        }
    }
    std::set<traffic::SourceId> seen;
    for (const traffic::RollupRow& row : rows) {
        const auto found = series.find(row.source);
        if (row.type || found == series.end() || row.bucket < data.start || row.bucket >= end) {
            continue;
        }
        const auto bar = static_cast<std::size_t>((row.bucket - data.start) / data.width);
        found->second.values[bar] += static_cast<double>(row.requests) / span.barSeconds;
        data.attacks[bar] += static_cast<double>(row.attackRequests) / span.barSeconds;
        seen.insert(row.source);
    }
    for (auto& [id, one] : series) {
        if (seen.contains(id)) {
            data.series.push_back(std::move(one));
        }
    }
    addListening(data, log, bars);
    return data;
}

ChartFeed::ChartFeed(live::PageLoader& loader, QObject* parent)
    : QObject(parent), m_loader(loader), m_own(filter::chartSpanOf(0)), m_window{m_own, std::nullopt} {
    m_timer.setInterval(kAskMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &ChartFeed::ask);
    connect(&m_loader, &live::PageLoader::reopened, this, [this] {
        m_asking = false;
        ask();
    });
}

void ChartFeed::start() {
    ask();
    m_timer.start();
}

void ChartFeed::setPaused(bool paused) {
    if (paused) {
        m_timer.stop();
    } else if (!m_timer.isActive()) {
        start();
    }
}

void ChartFeed::setSpan(std::optional<filter::ChartSpan> span) {
    m_automatic = !span;
    if (span) {
        m_own = *span;
    }
    arrange();
    askAnew();
}

void ChartFeed::setFilter(const filter::Filter& filter) {
    m_filter = filter;
    if (arrange()) {
        askAnew();
    } else {
        build();
    }
}

bool ChartFeed::arrange() {
    const filter::ChartWindow window =
        filter::chartWindowFor(m_own, filter::chartRangeOf(m_filter), base::wallNow());
    if (window == m_window) {
        return false;
    }
    m_window = window;
    return true;
}

void ChartFeed::askAnew() {
    // The answer on its way is for the other bars.
    m_token.cancel();
    m_asking = false;
    emit windowChanged();
    ask();
}

void ChartFeed::noteListening(bool listening, std::uint64_t refused) {
    m_log.note(base::wallNow(), listening, refused);
}

void ChartFeed::ask() {
    // A range that was in the newest minutes leaves them some time.
    if (arrange()) {
        askAnew();
        return;
    }
    if (m_asking) {
        return;
    }
    m_asking = true;
    m_token = m_loader.ask<Answer>(
        this,
        [window = m_window](api::SessionQueries& queries,
                            const base::CancelToken& cancel) -> base::Result<Answer> {
            Answer answer;
            answer.window = window;
            // The bar that ends there is the last one.
            answer.at = window.end ? *window.end - 1us : base::wallNow();
            auto sources = queries.sources(cancel);
            if (!sources) {
                return sources.error();
            }
            const filter::ChartSpan& span = window.span;
            const auto until = answer.at + (window.end ? std::chrono::seconds(span.barSeconds) : 1s);
            auto rows = queries.rollup(span.rollupSeconds, answer.at - span.length(), until, cancel);
            if (!rows) {
                return rows.error();
            }
            answer.sources = std::move(*sources);
            answer.rows = std::move(*rows);
            return answer;
        },
        [this](base::Result<Answer> answer) {
            m_asking = false;
            if (answer.has_value()) {
                take(std::move(*answer));
            }
        },
        live::Urgency::Background);
}

void ChartFeed::take(Answer answer) {
    m_answer = std::move(answer);
    if (m_automatic && !m_answer->sources.empty()) {
        const auto first = std::ranges::min(m_answer->sources, {}, &traffic::Source::firstSeen).firstSeen;
        m_own = filter::chartSpanFor(first, base::wallNow());
        if (arrange()) {
            askAnew();
            return;
        }
    }
    build();
}

void ChartFeed::build() {
    const Answer nothing{{}, {}, m_window.end.value_or(base::wallNow()), m_window};
    const Answer& answer = m_answer ? *m_answer : nothing;
    if (answer.window != m_window) {
        return;  // the one that is on its way has the bars of now
    }
    auto data = rateDataOf(m_window.span, answer.sources, answer.rows, m_log, m_filter, answer.at);
    data.lastIsCounting = !m_window.end.has_value();
    emit dataChanged(data);
}

std::string ChartFeed::nameOf(traffic::SourceId id) const {
    if (!m_answer) {
        return {};
    }
    const auto found = std::ranges::find(m_answer->sources, id, &traffic::Source::id);
    return found == m_answer->sources.end() ? std::string() : found->name;
}

}  // namespace mirrorscope::ui::shell
