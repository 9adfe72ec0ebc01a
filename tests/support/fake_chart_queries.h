// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "core/api/session_queries.h"

namespace mirrorscope::test {

/// What a session knows for charts; changed by a test while it is asked. Where nothing is set, answers are
/// empty and have the grid of the question. Any thread.
class ChartFacts {
public:
    using Series = std::function<traffic::ChartSeries(const traffic::ChartQuestion&)>;
    using Tops = std::function<traffic::TopList(const traffic::TopQuestion&)>;

    void setSeries(Series series);
    void setTops(Tops tops);
    void setBodies(traffic::BodySizes bodies);
    void setHealth(std::vector<traffic::MirrorHealth> health);
    void setAnnotations(std::vector<traffic::Annotation> annotations);

private:
    friend class FakeChartQueries;
    mutable std::mutex m_mutex;
    Series m_series;
    Tops m_tops;
    traffic::BodySizes m_bodies;
    std::vector<traffic::MirrorHealth> m_health;
    std::vector<traffic::Annotation> m_annotations;
};

/// Answers the questions of charts from the facts, with one report of progress.
class FakeChartQueries : public api::SessionQueries {
public:
    explicit FakeChartQueries(const ChartFacts& facts) : m_facts(facts) {}

    base::Result<traffic::ChartSeries> chartSeries(const traffic::ChartQuestion& question,
                                                   const base::CancelToken& cancel,
                                                   const traffic::OnChartProgress& progress) override;
    base::Result<traffic::TopList> topList(const traffic::TopQuestion& question,
                                           const base::CancelToken& cancel,
                                           const traffic::OnChartProgress& progress) override;
    base::Result<traffic::BodySizes> bodySizes(const traffic::ChartQuestion& question,
                                               const base::CancelToken& cancel,
                                               const traffic::OnChartProgress& progress) override;
    base::Result<std::vector<traffic::MirrorHealth>> mirrorHealth(base::WallTime now,
                                                                  const base::CancelToken& cancel) override;
    base::Result<std::vector<traffic::Annotation>> annotations(base::WallTime from, base::WallTime until,
                                                               const base::CancelToken& cancel) override;

private:
    const ChartFacts& m_facts;
};

}  // namespace mirrorscope::test
