// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_chart_queries.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mirrorscope::test {

using base::CancelToken;
using base::Result;

void ChartFacts::setSeries(Series series) {
    const std::lock_guard lock(m_mutex);
    m_series = std::move(series);
}

void ChartFacts::setTops(Tops tops) {
    const std::lock_guard lock(m_mutex);
    m_tops = std::move(tops);
}

void ChartFacts::setBodies(traffic::BodySizes bodies) {
    const std::lock_guard lock(m_mutex);
    m_bodies = std::move(bodies);
}

void ChartFacts::setHealth(std::vector<traffic::MirrorHealth> health) {
    const std::lock_guard lock(m_mutex);
    m_health = std::move(health);
}

void ChartFacts::setAnnotations(std::vector<traffic::Annotation> annotations) {
    const std::lock_guard lock(m_mutex);
    m_annotations = std::move(annotations);
}

Result<traffic::ChartSeries> FakeChartQueries::chartSeries(const traffic::ChartQuestion& question,
                                                           const CancelToken&,
                                                           const traffic::OnChartProgress& progress) {
    if (progress) {
        progress({0, 1, 0});
    }
    const std::lock_guard lock(m_facts.m_mutex);
    if (m_facts.m_series) {
        return m_facts.m_series(question);
    }
    traffic::ChartSeries out;
    out.grid = question.grid;
    out.gaps.resize(question.grid.count);
    return out;
}

Result<traffic::TopList> FakeChartQueries::topList(const traffic::TopQuestion& question, const CancelToken&,
                                                   const traffic::OnChartProgress& progress) {
    if (progress) {
        progress({0, 1, 0});
    }
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_tops ? m_facts.m_tops(question) : traffic::TopList();
}

Result<traffic::BodySizes> FakeChartQueries::bodySizes(const traffic::ChartQuestion&, const CancelToken&,
                                                       const traffic::OnChartProgress& progress) {
    if (progress) {
        progress({0, 1, 0});
    }
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_bodies;
}

Result<std::vector<traffic::MirrorHealth>> FakeChartQueries::mirrorHealth(base::WallTime,
                                                                          const CancelToken&) {
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_health;
}

Result<std::vector<traffic::Annotation>> FakeChartQueries::annotations(base::WallTime from,
                                                                       base::WallTime until,
                                                                       const CancelToken&) {
    const std::lock_guard lock(m_facts.m_mutex);
    std::vector<traffic::Annotation> out;
    std::ranges::copy_if(m_facts.m_annotations, std::back_inserter(out),
                         [&](const traffic::Annotation& one) { return one.at >= from && one.at < until; });
    return out;
}

}  // namespace mirrorscope::test
