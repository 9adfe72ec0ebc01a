// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/storage/database.h"
#include "core/storage/decision_writing.h"
#include "core/storage/request_set.h"
#include "core/storage/triage_target.h"
#include "core/traffic/decision.h"
#include "core/traffic/triage.h"

namespace mirrorscope::storage {

/// The tables decision, triage and decided: decisions in the order in which they were made. One is in force
/// as a whole from its last transaction on; what came between, a crash too, leaves it without effect, and its
/// rows are removed by who decides an hour or more later. Taken back, not completed: nobody was told that it
/// was made. One about whole requests is about the attack types that these had then (triage_state.h).
/// Lives shorter than its Database; its thread.
class DecisionLog {
public:
    explicit DecisionLog(Database& database) : m_writing(database) {}

    /// RequestNotFound, AttackNotFound, HitNotFound (of that rule).
    base::Result<traffic::DecisionReceipt> decide(const TriageTarget& target, const DecisionDraft& draft);
    /// About all of the set that fits `filter`, whose hits were seen. Cancelled: nothing was decided.
    base::Result<traffic::DecisionReceipt> decideAll(const RequestSet& requests, const SeenHits& seen,
                                                     const std::string& filter, const DecisionDraft& draft,
                                                     const base::CancelToken& cancel);
    /// How many of the targets were written, and of how many.
    using TargetProgress = std::function<void(std::size_t done, std::size_t all)>;
    /// One decision about all of them; those that are not stored any more are left out. Cancelled, as above.
    base::Result<traffic::DecisionReceipt> decideThese(const TriageTargets& targets,
                                                       const DecisionDraft& draft,
                                                       const base::CancelToken& cancel,
                                                       const TargetProgress& progress);
    /// False when there is none of that id, or it is so already.
    base::Result<bool> setUndone(std::int64_t decision, bool isUndone);
    /// The newest first.
    base::Result<std::vector<traffic::LoggedDecision>> newest(std::size_t limit);
    /// Of those that were begun before that time and left unfinished.
    base::Result<void> removeUnfinished(base::WallTime before);

private:
    base::Result<traffic::DecisionReceipt> decideRequest(const TriageTarget& target,
                                                         const DecisionDraft& draft);
    base::Result<traffic::DecisionReceipt> decideAttack(const TriageTarget& target,
                                                        const DecisionDraft& draft);
    base::Result<traffic::DecisionReceipt> decideRequests(const std::vector<traffic::RequestId>& requests,
                                                          const DecisionDraft& draft,
                                                          const base::CancelToken& cancel);
    base::Result<SeenHits> seenIn(traffic::RequestId request, std::optional<std::int64_t> ruleId);

    DecisionWriting m_writing;
};

}  // namespace mirrorscope::storage
