// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/attack.h"
#include "core/traffic/decision.h"
#include "core/traffic/finding_mute.h"
#include "core/traffic/mark.h"
#include "core/traffic/presence_baseline.h"
#include "core/traffic/rows.h"
#include "core/traffic/triage.h"

namespace mirrorscope::api {

/// What a decision or a note is about.
struct DecisionTarget {
    traffic::RequestId request = 0;        // as a whole, or
    traffic::AttackId attack = 0;          // all hits of all its requests
    std::optional<std::int64_t> ruleId{};  // only hits of this rule
};

/// Many of one decision: requests, each as a whole, or attacks with all hits of all their requests. Not both.
struct DecisionTargets {
    std::vector<traffic::RequestId> requests{};
    std::vector<traffic::AttackId> attacks{};
};

/// What people decide, note and mark: the one way in which a face of the program writes into a session. The
/// session is named each time, because ids say nothing without it and another one may have begun meanwhile.
///
/// Every function blocks for as long as the disk and the recorder take (milliseconds, at worst 15 s) and may
/// be called from any thread but the window's. A call does all it was asked to or nothing. SessionUnwritable
/// where the session may only be read, as those recorded elsewhere; errors of storage.
///
/// A decision about requests as wholes is about their hits of the attack types that they had, all of them
/// together, when it was made: hits of these types that a later judging finds are decided too, those of
/// another type are new, and of requests that waited for their judging all are. Without hits, the request
/// itself is.
class DecisionService {
public:
    /// Of one call that names them: beyond that the recorder would wait too long for its turn.
    static constexpr std::size_t kMostRequests = 10'000;

    virtual ~DecisionService() = default;

    /// How those that changed were before: given back to this function, it takes the change back. Requests
    /// that are not stored any more are left out. InvalidArgument beyond kMostRequests.
    virtual base::Result<std::vector<traffic::RequestMark>> setMarks(
        const std::filesystem::path& session, const std::vector<traffic::RequestMark>& marks) = 0;
    /// Sets the mark on all, or takes it from all when all have it.
    virtual base::Result<std::vector<traffic::RequestMark>> toggleMark(
        const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
        traffic::Mark mark) = 0;
    /// Those that changed: asked for the opposite, they are as before.
    virtual base::Result<std::vector<traffic::RequestId>> setTag(
        const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
        const std::string& name, bool isSet) = 0;
    /// New takes earlier decisions back. RequestNotFound, AttackNotFound, HitNotFound.
    virtual base::Result<traffic::DecisionReceipt> decide(const std::filesystem::path& session,
                                                          const DecisionTarget& target,
                                                          traffic::TriageState state,
                                                          const std::string& reason) = 0;

    /// Ids of requests that were looked at, and the last one. On the thread of the call.
    using MatchProgress = std::function<void(traffic::RequestId done, traffic::RequestId last)>;

    /// What decideAll() would be about. This and decideAll() read all of the session, some seconds of a
    /// million requests. InvalidArgument for a filter that cannot be read or has regular expressions that
    /// gave up; Cancelled.
    virtual base::Result<traffic::MatchCount> countMatching(const std::filesystem::path& session,
                                                            const traffic::FilterText& filter,
                                                            const base::CancelToken& cancel,
                                                            const MatchProgress& progress) = 0;
    /// Decides about all requests that fit and are stored when it begins, each as a whole. In force as one,
    /// or not at all: as after a cancel.
    virtual base::Result<traffic::DecisionReceipt> decideAll(
        const std::filesystem::path& session, const traffic::FilterText& filter, traffic::TriageState state,
        const std::string& reason, const base::CancelToken& cancel, const MatchProgress& progress) = 0;
    /// How many of the targets were written, and of how many. On the thread of the call.
    using TargetProgress = std::function<void(std::size_t done, std::size_t all)>;
    /// One decision about all of them, in force as one or not at all. Those that are not stored any more are
    /// left out. InvalidArgument for none and beyond kMostRequests requests; Cancelled.
    virtual base::Result<traffic::DecisionReceipt> decideThese(
        const std::filesystem::path& session, const DecisionTargets& targets, traffic::TriageState state,
        const std::string& reason, const base::CancelToken& cancel, const TargetProgress& progress) = 0;
    /// Takes a decision back, or puts it in force again at its place: one that was made later stays above it.
    /// False when there is none of that id, or it is so already.
    virtual base::Result<bool> undo(const std::filesystem::path& session, std::int64_t decision) = 0;
    virtual base::Result<bool> redo(const std::filesystem::path& session, std::int64_t decision) = 0;
    /// The newest first.
    virtual base::Result<std::vector<traffic::LoggedDecision>> decisions(const std::filesystem::path& session,
                                                                         std::size_t limit) = 0;
    /// The id of the note. RequestNotFound, AttackNotFound.
    virtual base::Result<std::int64_t> addNote(const std::filesystem::path& session,
                                               const DecisionTarget& target, const std::string& text) = 0;
    /// Mutes what is found of that code in that source, or takes it back (unset). How it was before: given
    /// back to this function, it is so again. A mute without a time gets the one of now.
    virtual base::Result<std::optional<traffic::FindingMute>> setFindingMute(
        const std::filesystem::path& session, const traffic::FindingKey& key,
        const std::optional<traffic::FindingMute>& mute) = 0;
    /// What is normal of the headers of these sources from now on (unset: what their first requests were
    /// like). How it was before: given back to this function, it is so again. One without a time gets the one
    /// of now.
    virtual base::Result<std::vector<traffic::SourceBaseline>> setPresenceBaselines(
        const std::filesystem::path& session, const std::vector<traffic::SourceBaseline>& baselines) = 0;
    /// False when there is none.
    virtual base::Result<bool> removeNote(const std::filesystem::path& session, std::int64_t note) = 0;
};

}  // namespace mirrorscope::api
