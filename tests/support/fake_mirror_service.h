// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "core/api/mirror_service.h"
#include "core/base/bounded_ring.h"
#include "tests/support/fake_session.h"

namespace mirrorscope::test {

/// A receiving side that receives what a test tells it, and stores it in a FakeSession. Any thread.
class FakeMirrorService final : public api::MirrorService {
public:
    explicit FakeMirrorService(FakeSession& session, std::size_t ringSize = 100'000);

    /// Stored and told, as the pipeline does.
    void arrive(traffic::RequestRow row);
    void attribute(traffic::RequestContext context, const std::string& sourceName);
    void judge(api::RequestJudged judged);
    void setAnalysis(const api::AnalysisStatus& analysis);
    void setSession(const std::filesystem::path& path);

    base::Result<void> listen(const api::ListenerAddress&) override { return {}; }
    void stopListening(const std::string&) override {}
    base::Result<void> allow(const base::IpNetwork&) override { return {}; }
    api::ServiceStatus status() const override;
    api::LiveBatch liveSince(std::uint64_t sequence) const override;
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override;

private:
    void push(api::LiveEvent event);

    FakeSession& m_session;
    mutable std::mutex m_mutex;
    base::BoundedRing<std::shared_ptr<const api::LiveEvent>> m_ring;
    api::ServiceStatus m_status;
};

}  // namespace mirrorscope::test
