// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/decision.h"

#include <utility>

namespace mirrorscope::ui::live {
namespace {

using Marks = std::vector<traffic::RequestMark>;

/// What was before, given back to the service, takes the change back.
base::Result<DecisionOutcome> outcomeOf(base::Result<Marks> before) {
    if (!before.has_value()) {
        return before.error();
    }
    DecisionOutcome outcome;
    for (const traffic::RequestMark& mark : *before) {
        outcome.requests.push_back(mark.request);
    }
    if (!before->empty()) {
        outcome.back = [marks = std::move(*before)](api::DecisionService& service,
                                                    const std::filesystem::path& session) {
            return outcomeOf(service.setMarks(session, marks));
        };
    }
    return outcome;
}

/// Of a decision in the log of the session: one flag takes it back and puts it in force again.
base::Result<DecisionOutcome> flagged(std::int64_t decision, bool isUndone, base::Result<bool> changed) {
    if (!changed.has_value()) {
        return changed.error();
    }
    DecisionOutcome outcome;
    outcome.changesTriage = *changed;
    if (*changed) {
        outcome.back = [decision, isUndone](api::DecisionService& service,
                                            const std::filesystem::path& session) {
            return flagged(decision, !isUndone,
                           isUndone ? service.redo(session, decision) : service.undo(session, decision));
        };
    }
    return outcome;
}

base::Result<DecisionOutcome> outcomeOf(const base::Result<traffic::DecisionReceipt>& receipt,
                                        DecisionProgress& progress) {
    using End = DecisionProgress::End;
    progress.end = receipt.has_value() ? End::Written : End::NotWritten;
    if (!receipt.has_value()) {
        return receipt.error();
    }
    return flagged(receipt->decision, false, true);
}

api::DecisionService::MatchProgress toldTo(const std::shared_ptr<DecisionProgress>& progress) {
    return [progress](std::int64_t done, std::int64_t all) {
        progress->all = all;
        progress->done = done;
    };
}

base::Result<DecisionOutcome> tagged(std::string name, bool isSet,
                                     base::Result<std::vector<traffic::RequestId>> changed) {
    if (!changed.has_value()) {
        return changed.error();
    }
    DecisionOutcome outcome;
    outcome.requests = *changed;
    if (!changed->empty()) {
        outcome.back = [name = std::move(name), isSet, requests = std::move(*changed)](
                           api::DecisionService& service, const std::filesystem::path& session) {
            return tagged(name, !isSet, service.setTag(session, requests, name, !isSet));
        };
    }
    return outcome;
}

/// A note that is written again has another id: the step that wrote it first, and those behind it, know it by
/// the first one.
struct KnownNote {
    std::shared_ptr<NoteIds> ids;
    traffic::RequestId request = 0;
    std::string text;
    std::int64_t id = 0;  // the first; 0: not written yet
};

base::Result<DecisionOutcome> addNote(api::DecisionService& service, const std::filesystem::path& session,
                                      KnownNote note);

base::Result<DecisionOutcome> removeNote(api::DecisionService& service, const std::filesystem::path& session,
                                         KnownNote note) {
    const auto now = note.ids->find(note.id);
    const auto removed = service.removeNote(session, now == note.ids->end() ? note.id : now->second);
    if (!removed.has_value()) {
        return removed.error();
    }
    DecisionOutcome outcome;
    outcome.requests = {note.request};
    if (*removed) {
        outcome.back = [note = std::move(note)](api::DecisionService& writer,
                                                const std::filesystem::path& place) {
            return addNote(writer, place, note);
        };
    }
    return outcome;
}

base::Result<DecisionOutcome> addNote(api::DecisionService& service, const std::filesystem::path& session,
                                      KnownNote note) {
    const auto id = service.addNote(session, {note.request}, note.text);
    if (!id.has_value()) {
        return id.error();
    }
    if (note.id == 0) {
        note.id = *id;
    } else {
        (*note.ids)[note.id] = *id;
    }
    DecisionOutcome outcome;
    outcome.requests = {note.request};
    outcome.back = [note = std::move(note)](api::DecisionService& writer,
                                            const std::filesystem::path& place) {
        return removeNote(writer, place, note);
    };
    return outcome;
}

}  // namespace

Decision markDecision(QString text, std::vector<traffic::RequestId> requests, traffic::Mark mark) {
    return {std::move(text), [requests = std::move(requests), mark](api::DecisionService& service,
                                                                    const std::filesystem::path& session) {
                if (mark != traffic::Mark::None) {
                    return outcomeOf(service.toggleMark(session, requests, mark));
                }
                Marks none;
                none.reserve(requests.size());
                for (const traffic::RequestId request : requests) {
                    none.push_back({request, mark});
                }
                return outcomeOf(service.setMarks(session, none));
            }};
}

Decision triageDecision(QString text, api::DecisionTargets targets, Verdict verdict,
                        std::shared_ptr<DecisionProgress> progress) {
    return {std::move(text),
            [targets = std::move(targets), verdict = std::move(verdict), progress = std::move(progress)](
                api::DecisionService& service, const std::filesystem::path& session) {
                const auto told = [&](std::size_t done, std::size_t all) {
                    progress->all = static_cast<std::int64_t>(all);
                    progress->done = static_cast<std::int64_t>(done);
                };
                return outcomeOf(service.decideThese(session, targets, verdict.state, verdict.reason,
                                                     progress->cancel, told),
                                 *progress);
            }};
}

Decision triageDecision(QString text, traffic::FilterText filter, Verdict verdict,
                        std::shared_ptr<DecisionProgress> progress) {
    return {std::move(text),
            [filter = std::move(filter), verdict = std::move(verdict), progress = std::move(progress)](
                api::DecisionService& service, const std::filesystem::path& session) {
                return outcomeOf(service.decideAll(session, filter, verdict.state, verdict.reason,
                                                   progress->cancel, toldTo(progress)),
                                 *progress);
            }};
}

DecisionWork countWork(traffic::FilterText filter, std::shared_ptr<DecisionProgress> progress) {
    return [filter = std::move(filter), progress = std::move(progress)](
               api::DecisionService& service,
               const std::filesystem::path& session) -> base::Result<DecisionOutcome> {
        const auto count = service.countMatching(session, filter, progress->cancel, toldTo(progress));
        if (!count.has_value()) {
            return count.error();
        }
        DecisionOutcome outcome;
        outcome.count = *count;
        return outcome;
    };
}

Decision tagDecision(QString text, std::vector<traffic::RequestId> requests, std::string name, bool isSet) {
    return {std::move(text), [requests = std::move(requests), name = std::move(name), isSet](
                                 api::DecisionService& service, const std::filesystem::path& session) {
                return tagged(name, isSet, service.setTag(session, requests, name, isSet));
            }};
}

Decision addNoteDecision(QString text, traffic::RequestId request, std::string note,
                         std::shared_ptr<NoteIds> ids) {
    return {std::move(text), [known = KnownNote{std::move(ids), request, std::move(note)}](
                                 api::DecisionService& service, const std::filesystem::path& session) {
                return addNote(service, session, known);
            }};
}

Decision removeNoteDecision(QString text, traffic::RequestId request, traffic::Note note,
                            std::shared_ptr<NoteIds> ids) {
    // What is shown has the id of now; who wrote it first may know it by another one.
    return {std::move(text),
            [known = KnownNote{std::move(ids), request, std::move(note.text)}, id = note.id](
                api::DecisionService& service, const std::filesystem::path& session) mutable {
                known.id = id;
                for (const auto& [first, now] : *known.ids) {
                    known.id = now == id ? first : known.id;
                }
                return removeNote(service, session, known);
            }};
}

Decision muteDecision(QString text, traffic::FindingKey key, std::optional<traffic::FindingMute> mute) {
    DecisionWork work = [key = std::move(key), mute = std::move(mute)](
                            api::DecisionService& service,
                            const std::filesystem::path& session) -> base::Result<DecisionOutcome> {
        auto before = service.setFindingMute(session, key, mute);
        if (!before) {
            return before.error();
        }
        return DecisionOutcome{{}, muteDecision({}, key, std::move(*before)).work};
    };
    return {std::move(text), std::move(work)};
}

Decision baselineDecision(QString text, std::vector<traffic::SourceBaseline> baselines) {
    DecisionWork work = [baselines = std::move(baselines)](
                            api::DecisionService& service,
                            const std::filesystem::path& session) -> base::Result<DecisionOutcome> {
        auto before = service.setPresenceBaselines(session, baselines);
        if (!before) {
            return before.error();
        }
        return DecisionOutcome{{}, baselineDecision({}, std::move(*before)).work};
    };
    return {std::move(text), std::move(work)};
}

}  // namespace mirrorscope::ui::live
