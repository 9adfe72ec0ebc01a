// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "core/api/decision_service.h"
#include "core/base/clock.h"

namespace mirrorscope::storage {
class TriageWriter;
}

namespace mirrorscope::pipeline {

/// Decisions written into session files on this machine, beside whoever records them. Keeps the last session
/// open; calls of several threads wait for each other.
class SessionDecisions final : public api::DecisionService {
public:
    /// The clock outlives it.
    explicit SessionDecisions(const base::Clock& clock);
    ~SessionDecisions() override;

    base::Result<std::vector<traffic::RequestMark>> setMarks(
        const std::filesystem::path& session, const std::vector<traffic::RequestMark>& marks) override;
    base::Result<std::vector<traffic::RequestMark>> toggleMark(
        const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
        traffic::Mark mark) override;
    base::Result<std::vector<traffic::RequestId>> setTag(const std::filesystem::path& session,
                                                         const std::vector<traffic::RequestId>& requests,
                                                         const std::string& name, bool isSet) override;
    base::Result<traffic::DecisionReceipt> decide(const std::filesystem::path& session,
                                                  const api::DecisionTarget& target,
                                                  traffic::TriageState state,
                                                  const std::string& reason) override;
    base::Result<traffic::MatchCount> countMatching(const std::filesystem::path& session,
                                                    const traffic::FilterText& filter,
                                                    const base::CancelToken& cancel,
                                                    const MatchProgress& progress) override;
    base::Result<traffic::DecisionReceipt> decideAll(const std::filesystem::path& session,
                                                     const traffic::FilterText& filter,
                                                     traffic::TriageState state, const std::string& reason,
                                                     const base::CancelToken& cancel,
                                                     const MatchProgress& progress) override;
    base::Result<traffic::DecisionReceipt> decideThese(const std::filesystem::path& session,
                                                       const api::DecisionTargets& targets,
                                                       traffic::TriageState state, const std::string& reason,
                                                       const base::CancelToken& cancel,
                                                       const TargetProgress& progress) override;
    base::Result<bool> undo(const std::filesystem::path& session, std::int64_t decision) override;
    base::Result<bool> redo(const std::filesystem::path& session, std::int64_t decision) override;
    base::Result<std::vector<traffic::LoggedDecision>> decisions(const std::filesystem::path& session,
                                                                 std::size_t limit) override;
    base::Result<std::int64_t> addNote(const std::filesystem::path& session,
                                       const api::DecisionTarget& target, const std::string& text) override;
    base::Result<std::optional<traffic::FindingMute>> setFindingMute(
        const std::filesystem::path& session, const traffic::FindingKey& key,
        const std::optional<traffic::FindingMute>& mute) override;
    base::Result<std::vector<traffic::SourceBaseline>> setPresenceBaselines(
        const std::filesystem::path& session, const std::vector<traffic::SourceBaseline>& baselines) override;
    base::Result<bool> removeNote(const std::filesystem::path& session, std::int64_t note) override;

private:
    template <typename Value, typename Write>
    base::Result<Value> in(const std::filesystem::path& session, const Write& write);
    base::Result<storage::TriageWriter*> opened(const std::filesystem::path& session);

    const base::Clock& m_clock;
    std::mutex m_mutex;  // guards everything below
    std::filesystem::path m_session;
    std::unique_ptr<storage::TriageWriter> m_writer;
};

}  // namespace mirrorscope::pipeline
