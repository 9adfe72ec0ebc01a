// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

#include "core/api/decision_service.h"
#include "core/api/demo_service.h"
#include "core/api/mirror_service.h"
#include "core/api/session_operations.h"
#include "tests/support/fake_header_queries.h"

namespace mirrorscope::test {

/// What a session holds, for questions about it.
struct FakeSession {
    std::vector<traffic::RequestRow> requests;  // ids ascending from 1
    std::vector<traffic::AttackRow> attacks;
    std::vector<traffic::Source> sources;
    std::vector<traffic::RollupRow> rollup;
    std::vector<traffic::RequestDetail> details;
};

/// Keeps marks in memory, or refuses everything. Thread safe.
class FakeDecisions final : public api::DecisionService {
public:
    base::Result<std::vector<traffic::RequestMark>> setMarks(
        const std::filesystem::path& session, const std::vector<traffic::RequestMark>& marks) override;
    base::Result<std::vector<traffic::RequestMark>> toggleMark(
        const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
        traffic::Mark mark) override;
    base::Result<std::vector<traffic::RequestId>> setTag(const std::filesystem::path&,
                                                         const std::vector<traffic::RequestId>&,
                                                         const std::string&, bool) override;
    base::Result<traffic::DecisionReceipt> decide(const std::filesystem::path&, const api::DecisionTarget&,
                                                  traffic::TriageState, const std::string&) override;
    base::Result<traffic::MatchCount> countMatching(const std::filesystem::path&, const traffic::FilterText&,
                                                    const base::CancelToken&, const MatchProgress&) override;
    base::Result<traffic::DecisionReceipt> decideAll(const std::filesystem::path&, const traffic::FilterText&,
                                                     traffic::TriageState, const std::string&,
                                                     const base::CancelToken&, const MatchProgress&) override;
    base::Result<bool> undo(const std::filesystem::path&, std::int64_t) override;
    base::Result<bool> redo(const std::filesystem::path&, std::int64_t) override;
    base::Result<std::vector<traffic::LoggedDecision>> decisions(const std::filesystem::path&,
                                                                 std::size_t) override;
    base::Result<std::int64_t> addNote(const std::filesystem::path&, const api::DecisionTarget&,
                                       const std::string&) override;
    /// Questions see it where the facts are that it was told.
    base::Result<std::optional<traffic::FindingMute>> setFindingMute(
        const std::filesystem::path&, const traffic::FindingKey& key,
        const std::optional<traffic::FindingMute>& mute) override;
    void muteIn(HeaderFacts& facts) { m_facts = &facts; }
    void forgetMutes() {
        m_mutes.clear();
        m_facts = nullptr;
    }
    base::Result<bool> removeNote(const std::filesystem::path&, std::int64_t) override;

    traffic::Mark markOf(traffic::RequestId request) const;
    void refuse(std::optional<base::Error> error);

private:
    mutable std::mutex m_mutex;
    std::map<traffic::RequestId, traffic::Mark> m_marks;
    std::vector<traffic::FindingMute> m_mutes;
    HeaderFacts* m_facts = nullptr;
    std::optional<base::Error> m_refusal;
};

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

    bool isAttached = false;
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
