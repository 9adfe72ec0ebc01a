// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_header_queries.h"

#include <utility>

#include "core/doctor/finding_subject.h"
#include "core/http/head.h"

namespace mirrorscope::test {

using base::CancelToken;
using base::Result;

void HeaderFacts::setFindings(std::vector<traffic::Finding> findings) {
    const std::lock_guard lock(m_mutex);
    m_findings = std::move(findings);
}

void HeaderFacts::setMutes(std::vector<traffic::FindingMute> mutes) {
    const std::lock_guard lock(m_mutex);
    m_mutes = std::move(mutes);
}

void HeaderFacts::setBaselines(std::vector<traffic::SourceBaseline> baselines) {
    const std::lock_guard lock(m_mutex);
    m_baselines = std::move(baselines);
}

void HeaderFacts::setPresence(std::vector<traffic::HeaderPresence> presence) {
    const std::lock_guard lock(m_mutex);
    m_presence = std::move(presence);
}

void HeaderFacts::setEvidence(std::vector<traffic::RequestId> requests) {
    const std::lock_guard lock(m_mutex);
    m_evidence = std::move(requests);
}

void HeaderFacts::setPairing(doctor::Pairing pairing) {
    const std::lock_guard lock(m_mutex);
    m_pairing = std::move(pairing);
}

Result<std::vector<traffic::Finding>> FakeHeaderQueries::findings(const CancelToken&) {
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_findings;
}

Result<std::vector<traffic::FindingMute>> FakeHeaderQueries::findingMutes(const CancelToken&) {
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_mutes;
}

Result<std::vector<traffic::SourceBaseline>> FakeHeaderQueries::presenceBaselines(const CancelToken&) {
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_baselines;
}

Result<std::vector<traffic::HeaderPresence>> FakeHeaderQueries::headerPresence(const CancelToken&) {
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_presence;
}

Result<api::RequestHeaders> FakeHeaderQueries::requestHeaders(traffic::RequestId id,
                                                              const CancelToken& cancel) {
    auto found = detail(id, cancel);
    return found ? Result<api::RequestHeaders>(api::headersOf(std::move(*found)))
                 : Result<api::RequestHeaders>(found.error());
}

Result<api::RequestForwarding> FakeHeaderQueries::requestForwarding(traffic::RequestId id,
                                                                    const CancelToken& cancel) {
    auto found = detail(id, cancel);
    if (!found) {
        return found.error();
    }
    api::RequestForwarding out = api::forwardingOf(std::move(*found));
    const std::lock_guard lock(m_facts.m_mutex);
    for (const traffic::Finding& one : m_facts.m_findings) {
        if (one.isOpen() && one.sample == id) {
            out.findings.push_back(one);
        }
    }
    out.mutes = m_facts.m_mutes;
    return out;
}

Result<std::vector<api::FindingEvidence>> FakeHeaderQueries::findingEvidence(const traffic::Finding& finding,
                                                                             std::size_t limit,
                                                                             const CancelToken& cancel) {
    std::vector<traffic::RequestId> ids;
    {
        const std::lock_guard lock(m_facts.m_mutex);
        ids = m_facts.m_evidence;
    }
    const auto names = doctor::subjectHeaders(finding);
    std::vector<api::FindingEvidence> out;
    for (const traffic::RequestId id : ids) {
        const auto found = detail(id, cancel);
        if (!found || out.size() == limit) {
            continue;
        }
        api::FindingEvidence evidence{found->row, {}, false};
        const http::Head head(found->request.head);
        if (!names.empty() && head.has(names.front())) {
            const auto values = head.values(names.front());
            evidence.values.assign(values.begin(), values.end());
            evidence.isThere = true;
        }
        out.push_back(std::move(evidence));
    }
    return out;
}

Result<api::RequestComparison> FakeHeaderQueries::compareRequests(traffic::RequestId a, traffic::RequestId b,
                                                                  const CancelToken& cancel) {
    auto one = detail(a, cancel);
    auto other = detail(b, cancel);
    if (!one || !other) {
        return one ? other.error() : one.error();
    }
    return api::comparisonOf(std::move(*one), std::move(*other));
}

Result<doctor::Pairing> FakeHeaderQueries::pairSources(const api::PairingQuestion&, const CancelToken&,
                                                       const api::OnProgress& progress) {
    if (progress) {
        progress(1, 1);
    }
    const std::lock_guard lock(m_facts.m_mutex);
    return m_facts.m_pairing;
}

/// Every part that differs, once for each pair.
Result<api::PairDifferences> FakeHeaderQueries::pairDifferences(const std::vector<doctor::RequestPair>& pairs,
                                                                const CancelToken& cancel,
                                                                const api::OnProgress&) {
    api::PairDifferences out;
    for (const doctor::RequestPair& pair : pairs) {
        const auto compared = compareRequests(pair.a, pair.b, cancel);
        if (!compared) {
            return compared.error();
        }
        ++out.pairs;
        for (const doctor::Difference& one : compared->lines) {
            if (one.kind == doctor::Difference::Kind::Value) {
                out.fields.push_back({one.what, 1});
            }
        }
    }
    return out;
}

}  // namespace mirrorscope::test
