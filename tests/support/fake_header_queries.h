// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <vector>

#include "core/api/session_queries.h"
#include "tests/support/fake_chart_queries.h"

namespace mirrorscope::test {

/// What a session knows about headers, for questions about it; changed by a test while it is asked. Any
/// thread.
class HeaderFacts {
public:
    void setFindings(std::vector<traffic::Finding> findings);
    void setMutes(std::vector<traffic::FindingMute> mutes);
    void setBaselines(std::vector<traffic::SourceBaseline> baselines);
    void setPresence(std::vector<traffic::HeaderPresence> presence);
    void setEvidence(std::vector<traffic::RequestId> requests);
    void setPairing(doctor::Pairing pairing);
    /// What is known for charts.
    ChartFacts& charts() { return m_charts; }

private:
    friend class FakeHeaderQueries;
    mutable std::mutex m_mutex;
    std::vector<traffic::Finding> m_findings;
    std::vector<traffic::FindingMute> m_mutes;
    std::vector<traffic::SourceBaseline> m_baselines;
    std::vector<traffic::HeaderPresence> m_presence;
    std::vector<traffic::RequestId> m_evidence;
    doctor::Pairing m_pairing;
    ChartFacts m_charts;
};

/// Answers the questions about headers from the facts, and from the details that the fake session tells.
class FakeHeaderQueries : public FakeChartQueries {
public:
    explicit FakeHeaderQueries(const HeaderFacts& facts) : FakeChartQueries(facts.m_charts), m_facts(facts) {}

    base::Result<std::vector<traffic::Finding>> findings(const base::CancelToken& cancel) override;
    base::Result<std::vector<traffic::FindingMute>> findingMutes(const base::CancelToken& cancel) override;
    base::Result<std::vector<traffic::SourceBaseline>> presenceBaselines(
        const base::CancelToken& cancel) override;
    base::Result<std::vector<traffic::HeaderPresence>> headerPresence(
        const base::CancelToken& cancel) override;
    base::Result<api::RequestHeaders> requestHeaders(traffic::RequestId id,
                                                     const base::CancelToken& cancel) override;
    /// Every open finding of its source whose sample it is.
    base::Result<api::RequestForwarding> requestForwarding(traffic::RequestId id,
                                                           const base::CancelToken& cancel) override;
    base::Result<std::vector<api::FindingEvidence>> findingEvidence(const traffic::Finding& finding,
                                                                    std::size_t limit,
                                                                    const base::CancelToken& cancel) override;
    base::Result<api::RequestComparison> compareRequests(traffic::RequestId a, traffic::RequestId b,
                                                         const base::CancelToken& cancel) override;
    base::Result<doctor::Pairing> pairSources(const api::PairingQuestion& question,
                                              const base::CancelToken& cancel,
                                              const api::OnProgress& progress) override;
    base::Result<api::PairDifferences> pairDifferences(const std::vector<doctor::RequestPair>& pairs,
                                                       const base::CancelToken& cancel,
                                                       const api::OnProgress& progress) override;

private:
    const HeaderFacts& m_facts;
};

}  // namespace mirrorscope::test
