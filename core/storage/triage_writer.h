// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/storage/decision_log.h"
#include "core/storage/triage_target.h"
#include "core/traffic/decision.h"
#include "core/traffic/finding_mute.h"
#include "core/traffic/mark.h"
#include "core/traffic/presence_baseline.h"

namespace mirrorscope::storage {

/// Writes what people decide, note and mark: the only writes to a session beside its recorder's, in
/// transactions of some milliseconds that wait for their turn. One owner, one thread at a time; a reader's
/// thread, not the window's.
class TriageWriter {
public:
    /// As openForReading(); SessionUnwritable also for a session from elsewhere, which is not ours to change.
    static base::Result<std::unique_ptr<TriageWriter>> open(const std::filesystem::path& session);
    ~TriageWriter();

    /// New takes earlier decisions back. A request is decided as a whole.
    /// RequestNotFound, AttackNotFound, HitNotFound (of that rule).
    base::Result<traffic::DecisionReceipt> decide(const TriageTarget& target, const DecisionDraft& draft);
    /// About all of the set (matching_requests.h), which fits `filter`. Cancelled: nothing was decided.
    base::Result<traffic::DecisionReceipt> decideAll(const RequestSet& requests, const SeenHits& seen,
                                                     const std::string& filter, const DecisionDraft& draft,
                                                     const base::CancelToken& cancel);
    /// As DecisionLog::decideThese().
    base::Result<traffic::DecisionReceipt> decideThese(const TriageTargets& targets,
                                                       const DecisionDraft& draft,
                                                       const base::CancelToken& cancel,
                                                       const DecisionLog::TargetProgress& progress);
    /// False when there is none of that id, or it is so already.
    base::Result<bool> setUndone(std::int64_t decision, bool isUndone);
    /// The newest first.
    base::Result<std::vector<traffic::LoggedDecision>> decisions(std::size_t limit);
    /// The id of the note. RequestNotFound, AttackNotFound.
    base::Result<std::int64_t> addNote(const TriageTarget& target, const std::string& text,
                                       base::WallTime at);
    /// False when there is none.
    base::Result<bool> removeNote(std::int64_t note);
    /// How it was before; unset: not muted.
    base::Result<std::optional<traffic::FindingMute>> setFindingMute(
        const traffic::FindingKey& key, const std::optional<traffic::FindingMute>& mute);
    /// See presence_baselines.h.
    base::Result<std::vector<traffic::SourceBaseline>> setPresenceBaselines(
        const std::vector<traffic::SourceBaseline>& baselines);
    base::Result<void> setTag(traffic::RequestId request, const std::string& name, bool isSet);
    /// Those that changed; requests that are not stored are left out.
    base::Result<std::vector<traffic::RequestId>> setTags(const std::vector<traffic::RequestId>& requests,
                                                          const std::string& name, bool isSet);
    /// How those that changed were before; requests that are not stored are left out.
    base::Result<std::vector<traffic::RequestMark>> setMarks(const std::vector<traffic::RequestMark>& marks);
    /// Sets the mark on all, or takes it from all when all have it.
    base::Result<std::vector<traffic::RequestMark>> toggleMark(
        const std::vector<traffic::RequestId>& requests, traffic::Mark mark);

private:
    class Impl;
    explicit TriageWriter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace mirrorscope::storage
