// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <vector>

#include "core/api/demo_service.h"
#include "core/api/mirror_service.h"
#include "core/api/session_operations.h"
#include "tests/support/fake_header_queries.h"
#include "tests/ui/shell/fake_decisions.h"

namespace mirrorscope::test {

/// A receiving side made of rows that a test wrote down, with a status that it sets. Thread safe.
class FakeService final : public api::MirrorService {
public:
    /// `decisions` tell how requests are marked, and outlive it; null: none is.
    explicit FakeService(FakeSession session, const FakeDecisions* decisions = nullptr)
        : m_session(std::move(session)), m_decisions(decisions) {
        m_status.session = "fake.mscope";
        m_status.lastRequest = static_cast<traffic::RequestId>(m_session.requests.size());
    }

    base::Result<void> listen(const api::ListenerAddress& address) override;
    void stopListening(const std::string& name) override;
    base::Result<void> allow(const base::IpNetwork& network) override;
    api::ServiceStatus status() const override;
    api::LiveBatch liveSince(std::uint64_t) const override { return {}; }
    base::Result<std::unique_ptr<api::SessionQueries>> queries() const override;

    void setStatus(api::ServiceStatus status);
    HeaderFacts& headers() { return m_headers; }

private:
    const FakeSession m_session;
    const FakeDecisions* m_decisions;
    HeaderFacts m_headers;
    mutable std::mutex m_mutex;
    api::ServiceStatus m_status;
};

/// Remembers what it was asked; a copy is written until it is cancelled.
class FakeOperations final : public api::SessionOperations {
public:
    bool mayBegin() const override { return !isAttached; }
    base::Result<void> begin(const std::filesystem::path& next) override;
    base::Result<void> saveCopy(const std::filesystem::path& target, const base::CancelToken& cancel,
                                const api::CopyProgress& progress) override;

    /// Half done until it is cancelled or left, or `mayEnd`.
    base::Result<void> readAnew(api::ReadAnew what, const api::ReadAnewEnd& end,
                                const api::ReadAnewTold& told) override;
    base::Result<std::uint64_t> countDemo(const base::CancelToken&) override { return demoRequests; }
    /// A third went when it is cancelled, all when it `mayEnd`.
    base::Result<std::uint64_t> removeDemo(const base::CancelToken& cancel,
                                           const api::DemoRemovalTold& told) override;

    std::uint64_t demoRequests = 0;
    bool isAttached = false;
    std::atomic<bool> mayEnd = false;
    std::atomic<bool> wasLeft = false;
    std::atomic<int> readAnewOf = -1;  // api::ReadAnew
    std::atomic<bool> wasCancelled = false;
};

/// Remembers whether it was started.
class FakeDemo final : public api::DemoService {
public:
    base::Result<void> start(const api::ListenerAddress& listener) override;
    void stop() override { m_running = false; }
    bool isRunning() const override { return m_running; }

private:
    bool m_running = false;
};

}  // namespace mirrorscope::test
