// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/api/decision_service.h"
#include "core/traffic/rows.h"
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

class FakeDecisions;
/// Rows that fit the filter; `decisions` tell their triage, null: all are new.
std::vector<traffic::RequestRow> rowsThatMatch(const std::vector<traffic::RequestRow>& rows,
                                               const traffic::FilterText& filter,
                                               const FakeDecisions* decisions = nullptr);

/// Keeps in memory what people say, or refuses everything. Thread safe.
class FakeDecisions final : public api::DecisionService {
public:
    base::Result<std::vector<traffic::RequestMark>> setMarks(
        const std::filesystem::path& session, const std::vector<traffic::RequestMark>& marks) override;
    base::Result<std::vector<traffic::RequestMark>> toggleMark(
        const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
        traffic::Mark mark) override;
    base::Result<std::vector<traffic::RequestId>> setTag(const std::filesystem::path&,
                                                         const std::vector<traffic::RequestId>& requests,
                                                         const std::string& name, bool isSet) override;
    base::Result<traffic::DecisionReceipt> decide(const std::filesystem::path&,
                                                  const api::DecisionTarget& target,
                                                  traffic::TriageState state,
                                                  const std::string& reason) override;
    base::Result<traffic::MatchCount> countMatching(const std::filesystem::path&,
                                                    const traffic::FilterText& filter,
                                                    const base::CancelToken& cancel,
                                                    const MatchProgress& progress) override;
    base::Result<traffic::DecisionReceipt> decideAll(const std::filesystem::path&,
                                                     const traffic::FilterText& filter,
                                                     traffic::TriageState state, const std::string& reason,
                                                     const base::CancelToken& cancel,
                                                     const MatchProgress& progress) override;
    base::Result<traffic::DecisionReceipt> decideThese(const std::filesystem::path&,
                                                       const api::DecisionTargets& targets,
                                                       traffic::TriageState state, const std::string& reason,
                                                       const base::CancelToken& cancel,
                                                       const TargetProgress& progress) override;
    base::Result<bool> undo(const std::filesystem::path&, std::int64_t decision) override;
    base::Result<bool> redo(const std::filesystem::path&, std::int64_t decision) override;
    base::Result<std::vector<traffic::LoggedDecision>> decisions(const std::filesystem::path&,
                                                                 std::size_t limit) override;
    base::Result<std::int64_t> addNote(const std::filesystem::path&, const api::DecisionTarget& target,
                                       const std::string& text) override;
    base::Result<bool> removeNote(const std::filesystem::path&, std::int64_t note) override;
    /// Questions see it where the facts are that it was told.
    base::Result<std::optional<traffic::FindingMute>> setFindingMute(
        const std::filesystem::path&, const traffic::FindingKey& key,
        const std::optional<traffic::FindingMute>& mute) override;
    base::Result<std::vector<traffic::SourceBaseline>> setPresenceBaselines(
        const std::filesystem::path&, const std::vector<traffic::SourceBaseline>& baselines) override;
    void muteIn(HeaderFacts& facts) { m_facts = &facts; }
    void forgetMutes();

    /// What filters choose from.
    void setRequests(std::vector<traffic::RequestRow> requests);
    traffic::Mark markOf(traffic::RequestId request) const;
    /// Tags and notes.
    traffic::UserMarks marksOf(traffic::RequestId request) const;
    std::string triageOfAttack(traffic::AttackId attack) const;
    std::string triageOfRequest(traffic::RequestId request) const;
    std::string stamp() const;
    void refuse(std::optional<base::Error> error);
    /// Long work stays half done until it is let go or cancelled.
    void hold(bool isHeld);
    bool wasCancelled() const { return m_wasCancelled; }
    void forget();

private:
    struct Entry {
        traffic::LoggedDecision logged;
        std::set<traffic::RequestId> requests;
        std::set<traffic::AttackId> attacks;
    };
    base::Result<traffic::DecisionReceipt> add(Entry entry, traffic::TriageState state,
                                               const std::string& reason);
    base::Result<bool> setUndone(std::int64_t decision, bool isUndone);
    /// False: cancelled.
    bool passHold(const base::CancelToken& cancel);

    mutable std::mutex m_mutex;  // guards everything below
    std::condition_variable m_changed;
    std::map<traffic::RequestId, traffic::Mark> m_marks;
    std::map<traffic::RequestId, traffic::UserMarks> m_said;
    std::vector<traffic::RequestRow> m_requests;
    std::vector<Entry> m_log;
    std::int64_t m_lastNote = 0;
    std::vector<traffic::FindingMute> m_mutes;
    std::vector<traffic::SourceBaseline> m_baselines;
    HeaderFacts* m_facts = nullptr;
    std::optional<base::Error> m_refusal;
    bool m_isHeld = false;
    std::atomic<bool> m_wasCancelled = false;
};

}  // namespace mirrorscope::test
