// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/api/decision_service.h"

namespace mirrorscope::ui::live {

struct DecisionOutcome;

/// Writes a decision into that session. Runs on the thread of DecisionRunner and must own what it captures.
using DecisionWork = std::function<base::Result<DecisionOutcome>(api::DecisionService& service,
                                                                 const std::filesystem::path& session)>;

/// What became of it.
struct DecisionOutcome {
    std::vector<traffic::RequestId> requests;  // whose rows say something else now
    /// Takes it back, and tells in turn what does it again. Empty: nothing changed.
    DecisionWork back;
    /// Triage states say something else: which ones is asked of the session.
    bool changesTriage = false;
    std::optional<traffic::MatchCount> count{};  // of a work that only counted
};

/// How far a long work is, and how it is stopped. Any thread.
struct DecisionProgress {
    base::CancelToken cancel;
    std::atomic<std::int64_t> done{0};
    std::atomic<std::int64_t> all{0};  // 0: not known yet
    enum class End : std::uint8_t { NotYet, Written, NotWritten };
    std::atomic<End> end{End::NotYet};
};

/// One thing that a person decided. `text` is what "Undo" names: "Mark 3 requests".
struct Decision {
    QString text;
    DecisionWork work;
};

/// Marks all of them, or takes the mark away when all have it; Mark::None takes any mark away. At most
/// DecisionService::kMostRequests.
Decision markDecision(QString text, std::vector<traffic::RequestId> requests, traffic::Mark mark);

/// What is decided about hits, and why.
struct Verdict {
    traffic::TriageState state = traffic::TriageState::New;
    std::string reason{};
};

/// Requests, each as a whole, or attacks with all of their hits.
Decision triageDecision(QString text, api::DecisionTargets targets, Verdict verdict,
                        std::shared_ptr<DecisionProgress> progress);
/// All requests that fit, each as a whole.
Decision triageDecision(QString text, traffic::FilterText filter, Verdict verdict,
                        std::shared_ptr<DecisionProgress> progress);
/// How many that would be. To be run, not to be decided: nothing takes it back.
DecisionWork countWork(traffic::FilterText filter, std::shared_ptr<DecisionProgress> progress);

Decision tagDecision(QString text, std::vector<traffic::RequestId> requests, std::string name, bool isSet);
/// Ids of notes that were written again, by their first ones. Of one history, used on the decisions' thread.
using NoteIds = std::map<std::int64_t, std::int64_t>;
Decision addNoteDecision(QString text, traffic::RequestId request, std::string note,
                         std::shared_ptr<NoteIds> ids);
/// Taken back, the note is written again: with its text, at the time of then.
Decision removeNoteDecision(QString text, traffic::RequestId request, traffic::Note note,
                            std::shared_ptr<NoteIds> ids);
/// Mutes what is found of that code in that source; unset: not any more.
Decision muteDecision(QString text, traffic::FindingKey key, std::optional<traffic::FindingMute> mute);
/// Makes that normal of the headers of these sources.
Decision baselineDecision(QString text, std::vector<traffic::SourceBaseline> baselines);

}  // namespace mirrorscope::ui::live
