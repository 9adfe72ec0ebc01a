// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fake_mirror_service.h"

#include <utility>

namespace mirrorscope::test {

FakeMirrorService::FakeMirrorService(FakeSession& session, std::size_t ringSize)
    : m_session(session), m_ring(ringSize) {
    m_status.session = "test.mscope";
    m_status.analysis.state = api::AnalysisState::Running;
}

void FakeMirrorService::push(api::LiveEvent event) {
    const std::lock_guard lock(m_mutex);
    m_ring.push(std::make_shared<const api::LiveEvent>(std::move(event)));
}

void FakeMirrorService::arrive(traffic::RequestRow row) {
    m_session.setRow(row);
    push(api::RequestArrived{std::move(row)});
}

void FakeMirrorService::attribute(traffic::RequestContext context, const std::string& sourceName) {
    m_session.change(context.requestId, [&](traffic::RequestRow& row) {
        row.context = context;
        row.sourceName = sourceName;
    });
    push(api::RequestAttributed{std::move(context), sourceName});
}

void FakeMirrorService::judge(api::RequestJudged judged) {
    m_session.change(judged.id, [&](traffic::RequestRow& row) {
        row.state = judged.state;
        row.score = judged.score;
        row.threshold = judged.threshold;
        row.attackTypes = judged.attackTypes;
    });
    push(std::move(judged));
}

void FakeMirrorService::setAnalysis(const api::AnalysisStatus& analysis) {
    const std::lock_guard lock(m_mutex);
    m_status.analysis = analysis;
}

void FakeMirrorService::setSession(const std::filesystem::path& path) {
    const std::lock_guard lock(m_mutex);
    m_status.session = path;
}

api::ServiceStatus FakeMirrorService::status() const {
    const std::lock_guard lock(m_mutex);
    api::ServiceStatus status = m_status;
    status.lastRequest = m_session.last();
    return status;
}

api::LiveBatch FakeMirrorService::liveSince(std::uint64_t sequence) const {
    const std::lock_guard lock(m_mutex);
    auto slice = m_ring.since(sequence);
    return {std::move(slice.items), slice.last, slice.missed};
}

base::Result<std::unique_ptr<api::SessionQueries>> FakeMirrorService::queries() const {
    return m_session.queries();
}

}  // namespace mirrorscope::test
