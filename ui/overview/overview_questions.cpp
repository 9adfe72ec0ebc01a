// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks of the session: each runs on a reader thread.
#include "ui/overview/overview_feed.h"

namespace mirrorscope::ui::overview {
namespace {

using Delivery = Asking::Delivery;

constexpr std::size_t kTopRows = 6;
constexpr std::size_t kJoinedRows = 200;  // attacks looked up for the rows of all requests
constexpr std::size_t kAttackPage = 1000;

struct SeriesAsked {
    OverviewFrame frame;
    std::optional<traffic::BucketGrid> compared;
};

base::Result<SeriesAnswer> readSeries(const SeriesAsked& asked, api::SessionQueries& queries,
                                      const base::CancelToken& cancel,
                                      const traffic::OnChartProgress& progress) {
    SeriesAnswer answer;
    answer.frame = asked.frame;
    auto sources = queries.sources(cancel);
    if (!sources) {
        return sources.error();
    }
    answer.sources = std::move(*sources);
    auto series = queries.chartSeries({asked.frame.grid, asked.frame.around}, cancel, progress);
    if (!series) {
        return series.error();
    }
    answer.series = std::move(*series);
    if (auto inside = countedIn(answer.series, asked.frame)) {
        answer.counted = std::move(*inside);
    } else {
        auto counted = queries.chartSeries({asked.frame.rangeGrid(), asked.frame.filter}, cancel, progress);
        if (!counted) {
            return counted.error();
        }
        answer.counted = std::move(*counted);
    }
    if (asked.compared) {
        auto compared = queries.chartSeries({*asked.compared, asked.frame.around}, cancel, progress);
        if (!compared) {
            return compared.error();
        }
        answer.compared = std::move(*compared);
    }
    auto annotations = queries.annotations(asked.frame.grid.start, asked.frame.grid.end(), cancel);
    if (!annotations) {
        return annotations.error();
    }
    answer.annotations = std::move(*annotations);
    return answer;
}

base::Result<TopAnswer> readTop(traffic::TopQuestion question, api::SessionQueries& queries,
                                const base::CancelToken& cancel, const traffic::OnChartProgress& progress) {
    TopAnswer answer;
    answer.by = question.by;
    answer.of = question.of;
    auto list = queries.topList(question, cancel, progress);
    if (!list) {
        return list.error();
    }
    answer.list = std::move(*list);
    if (question.of == traffic::TopOf::Requests) {
        question.of = traffic::TopOf::AttackRequests;
        question.limit = kJoinedRows;
        auto attacks = queries.topList(question, cancel, progress);
        if (!attacks) {
            return attacks.error();
        }
        answer.attacks = std::move(*attacks);
    }
    return answer;
}

base::Result<NewAttacks> countNewAttacks(const traffic::FilterText& filter, api::SessionQueries& queries,
                                         const base::CancelToken& cancel) {
    traffic::PageQuery page;
    page.limit = kAttackPage;
    page.filter = filter;
    page.filter.text = filter.text.empty() ? "triage:new" : "(" + filter.text + ") triage:new";
    NewAttacks found;
    while (true) {
        auto attacks = queries.attacks(page, cancel);
        if (!attacks) {
            return attacks.error();
        }
        found.count += attacks->size();
        if (attacks->size() < page.limit) {
            return found;
        }
        if (found.count >= OverviewFeed::kMostNewAttacks) {
            found.more = true;
            return found;
        }
        page.after = attacks->back().attack.id;
    }
}

}  // namespace

Asking::Question OverviewFeed::seriesQuestion() {
    SeriesAsked asked{frame(), std::nullopt};
    m_readsRequests = !asked.frame.fromRollUps;
    if (m_compared) {
        asked.compared = traffic::comparedGrid(asked.frame.grid, *m_compared, offsetsOf(m_zone));
    }
    return [this, asked](api::SessionQueries& queries, const base::CancelToken& cancel,
                         const traffic::OnChartProgress& progress) -> base::Result<Delivery> {
        auto answer = readSeries(asked, queries, cancel, progress);
        if (!answer) {
            return answer.error();
        }
        return Delivery([this, answer = std::move(*answer)] {
            emit seriesChanged(answer);
            noteAge(answer.sources);
        });
    };
}

Asking::Question OverviewFeed::topQuestion(traffic::TopBy by) {
    const OverviewFrame asked = frame();
    const traffic::TopOf of = by == traffic::TopBy::Rule ? traffic::TopOf::Hits : m_topOf;
    return [this, question = traffic::TopQuestion{asked.rangeGrid(), asked.filter, by, of, kTopRows}](
               api::SessionQueries& queries, const base::CancelToken& cancel,
               const traffic::OnChartProgress& progress) -> base::Result<Delivery> {
        auto answer = readTop(question, queries, cancel, progress);
        if (!answer) {
            return answer.error();
        }
        return Delivery([this, answer = std::move(*answer)] { emit topChanged(answer); });
    };
}

Asking::Question OverviewFeed::bodiesQuestion() {
    const OverviewFrame asked = frame();
    return [this, question = traffic::ChartQuestion{asked.rangeGrid(), asked.filter}](
               api::SessionQueries& queries, const base::CancelToken& cancel,
               const traffic::OnChartProgress& progress) -> base::Result<Delivery> {
        auto sizes = queries.bodySizes(question, cancel, progress);
        if (!sizes) {
            return sizes.error();
        }
        return Delivery([this, sizes = std::move(*sizes)] { emit bodiesChanged(sizes); });
    };
}

Asking::Question OverviewFeed::healthQuestion() {
    return [this, at = frame().filter.now](api::SessionQueries& queries, const base::CancelToken& cancel,
                                           const traffic::OnChartProgress&) -> base::Result<Delivery> {
        auto health = queries.mirrorHealth(at, cancel);
        if (!health) {
            return health.error();
        }
        return Delivery(
            [this, answer = HealthAnswer{std::move(*health), at}] { emit healthChanged(answer); });
    };
}

Asking::Question OverviewFeed::newAttacksQuestion() {
    return [this, filter = frame().filter](api::SessionQueries& queries, const base::CancelToken& cancel,
                                           const traffic::OnChartProgress&) -> base::Result<Delivery> {
        auto found = countNewAttacks(filter, queries, cancel);
        if (!found) {
            return found.error();
        }
        return Delivery([this, found = *found] { emit newAttacksChanged(found); });
    };
}

}  // namespace mirrorscope::ui::overview
