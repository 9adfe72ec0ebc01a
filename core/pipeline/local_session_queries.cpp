// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/local_session_queries.h"

#include <utility>

#include "core/doctor/body_cliffs.h"
#include "core/pipeline/finding_evidence.h"
#include "core/pipeline/pair_differences.h"
#include "core/pipeline/session_pairing.h"
#include "core/storage/chart_reader.h"
#include "core/storage/session_reader.h"

namespace mirrorscope::pipeline {
namespace {

class LocalSessionQueries final : public api::SessionQueries {
public:
    explicit LocalSessionQueries(std::unique_ptr<storage::SessionReader> reader)
        : m_reader(std::move(reader)), m_charts(*m_reader) {}

    base::Result<std::vector<traffic::RequestRow>> requests(const traffic::PageQuery& query,
                                                            const base::CancelToken& cancel) override {
        return m_reader->requests(query, cancel);
    }
    base::Result<std::vector<traffic::AttackRow>> attacks(const traffic::PageQuery& query,
                                                          const base::CancelToken& cancel) override {
        return m_reader->attacks(query, cancel);
    }
    base::Result<std::vector<traffic::HitRow>> hits(const traffic::PageQuery& query,
                                                    const base::CancelToken& cancel) override {
        return m_reader->hits(query, cancel);
    }
    base::Result<std::vector<traffic::RequestId>> attackRequests(traffic::AttackId attack,
                                                                 const traffic::PageQuery& query,
                                                                 const base::CancelToken& cancel) override {
        return m_reader->attackRequests(attack, query, cancel);
    }
    base::Result<traffic::SortedRequests> sorted(const traffic::SortQuery& query,
                                                 const base::CancelToken& cancel,
                                                 const traffic::OnSortProgress& progress) override {
        return m_reader->sorted(query, cancel, progress);
    }
    base::Result<std::vector<std::vector<std::string>>> headerValues(
        const std::vector<traffic::RequestId>& requests, const std::vector<std::string>& names,
        const base::CancelToken& cancel) override {
        return m_reader->headerValues(requests, names, cancel);
    }
    base::Result<std::vector<traffic::Mark>> marks(const std::vector<traffic::RequestId>& requests,
                                                   const base::CancelToken& cancel) override {
        return m_reader->marks(requests, cancel);
    }
    base::Result<std::vector<std::string>> triageOf(const std::vector<traffic::AttackId>& attacks,
                                                    const base::CancelToken& cancel) override {
        return m_reader->triageOf(attacks, cancel);
    }
    base::Result<std::string> decisionsStamp() override { return m_reader->decisionsStamp(); }
    base::Result<std::vector<traffic::HitRow>> attackHits(traffic::AttackId attack,
                                                          const traffic::PageQuery& query,
                                                          const base::CancelToken& cancel) override {
        return m_reader->attackHits(attack, query, cancel);
    }
    base::Result<std::vector<traffic::Source>> sources(const base::CancelToken& cancel) override {
        return m_reader->sources(cancel);
    }
    base::Result<std::vector<traffic::Finding>> findings(const base::CancelToken& cancel) override {
        return m_reader->findings(cancel);
    }
    base::Result<std::vector<traffic::FindingMute>> findingMutes(const base::CancelToken&) override {
        return m_reader->findingMutes();
    }
    base::Result<std::vector<traffic::SourceBaseline>> presenceBaselines(const base::CancelToken&) override {
        return m_reader->presenceBaselines();
    }
    base::Result<std::vector<traffic::HeaderPresence>> headerPresence(
        const base::CancelToken& cancel) override {
        return m_reader->headerPresence(cancel);
    }
    base::Result<api::RequestHeaders> requestHeaders(traffic::RequestId id,
                                                     const base::CancelToken& cancel) override {
        auto detail = m_reader->detail(id, cancel);
        return detail ? base::Result<api::RequestHeaders>(api::headersOf(std::move(*detail)))
                      : base::Result<api::RequestHeaders>(detail.error());
    }
    base::Result<api::RequestForwarding> requestForwarding(traffic::RequestId id,
                                                           const base::CancelToken& cancel) override {
        return pipeline::requestForwarding(*m_reader, id, cancel);
    }
    base::Result<std::vector<api::FindingEvidence>> findingEvidence(
        const traffic::Finding& finding, std::size_t limit, const base::CancelToken& cancel) override {
        return pipeline::findingEvidence(*m_reader, finding, limit, cancel);
    }
    base::Result<api::RequestComparison> compareRequests(traffic::RequestId a, traffic::RequestId b,
                                                         const base::CancelToken& cancel) override {
        auto one = m_reader->detail(a, cancel);
        if (!one) {
            return one.error();
        }
        auto other = m_reader->detail(b, cancel);
        if (!other) {
            return other.error();
        }
        return api::comparisonOf(std::move(*one), std::move(*other));
    }
    base::Result<doctor::Pairing> pairSources(const api::PairingQuestion& question,
                                              const base::CancelToken& cancel,
                                              const api::OnProgress& progress) override {
        return pipeline::pairSources(*m_reader, question, cancel, progress);
    }
    base::Result<api::PairDifferences> pairDifferences(const std::vector<doctor::RequestPair>& pairs,
                                                       const base::CancelToken& cancel,
                                                       const api::OnProgress& progress) override {
        return pipeline::pairDifferences(*m_reader, pairs, cancel, progress);
    }
    base::Result<traffic::RequestDetail> detail(traffic::RequestId id,
                                                const base::CancelToken& cancel) override {
        return m_reader->detail(id, cancel);
    }
    base::Result<std::vector<traffic::RollupRow>> rollup(int resolutionSeconds, base::WallTime from,
                                                         base::WallTime until,
                                                         const base::CancelToken& cancel) override {
        return m_reader->rollup(resolutionSeconds, from, until, cancel);
    }
    base::Result<traffic::ChartSeries> chartSeries(const traffic::ChartQuestion& question,
                                                   const base::CancelToken& cancel,
                                                   const traffic::OnChartProgress& progress) override {
        return m_charts.series(question, cancel, progress);
    }
    base::Result<traffic::TopList> topList(const traffic::TopQuestion& question,
                                           const base::CancelToken& cancel,
                                           const traffic::OnChartProgress& progress) override {
        return m_charts.top(question, cancel, progress);
    }
    base::Result<traffic::BodySizes> bodySizes(const traffic::ChartQuestion& question,
                                               const base::CancelToken& cancel,
                                               const traffic::OnChartProgress& progress) override {
        auto sizes = m_charts.bodySizes(question, cancel, progress);
        const auto known = sizes ? m_reader->sources(cancel) : sizes.error();
        if (!known) {
            return known.error();
        }
        doctor::findBodyCliffs(*sizes, *known);
        return sizes;
    }
    base::Result<std::vector<traffic::MirrorHealth>> mirrorHealth(base::WallTime now,
                                                                  const base::CancelToken& cancel) override {
        return m_charts.mirrorHealth(now, cancel);
    }
    base::Result<std::vector<traffic::Annotation>> annotations(base::WallTime from, base::WallTime until,
                                                               const base::CancelToken& cancel) override {
        return m_charts.annotations(from, until, cancel);
    }
    base::Result<traffic::SessionProgress> progress() override { return m_reader->progress(); }
    std::uint64_t gaveUp() const override { return m_reader->gaveUp(); }

private:
    std::unique_ptr<storage::SessionReader> m_reader;
    storage::ChartReader m_charts;
};

}  // namespace

base::Result<std::unique_ptr<api::SessionQueries>> openLocalQueries(const std::filesystem::path& session) {
    auto reader = storage::SessionReader::open(session);
    if (!reader) {
        return reader.error();
    }
    return std::unique_ptr<api::SessionQueries>(std::make_unique<LocalSessionQueries>(std::move(*reader)));
}

}  // namespace mirrorscope::pipeline
