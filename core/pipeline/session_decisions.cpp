// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_decisions.h"

#include <utility>

#include "core/storage/matching_requests.h"
#include "core/storage/triage_writer.h"

namespace mirrorscope::pipeline {
namespace {

storage::TriageTarget stored(const api::DecisionTarget& target) {
    return {target.request, target.attack, target.ruleId};
}

std::optional<base::Error> tooMany(std::size_t requests) {
    constexpr std::size_t kMost = api::DecisionService::kMostRequests;
    return requests <= kMost
               ? std::nullopt
               : std::optional(base::Error{base::ErrorCode::InvalidArgument,
                                           {"requests of one decision", std::to_string(requests),
                                            "at most " + std::to_string(kMost)}});
}

/// What fits a filter, and who can say more about it.
struct Matches {
    std::unique_ptr<storage::MatchingRequests> reader;
    storage::RequestSet requests;
    storage::SeenHits seen;
};

base::Result<Matches> matchesOf(const std::filesystem::path& session, const traffic::FilterText& filter,
                                const base::CancelToken& cancel,
                                const api::DecisionService::MatchProgress& progress) {
    auto reader = storage::MatchingRequests::open(session, cancel);
    if (!reader) {
        return reader.error();
    }
    auto requests = (*reader)->find(filter, cancel, progress);
    if (!requests) {
        return requests.error();
    }
    auto seen = (*reader)->hitsOf(*requests, cancel);
    if (!seen) {
        return seen.error();
    }
    return Matches{std::move(*reader), std::move(*requests), std::move(*seen)};
}

}  // namespace

SessionDecisions::SessionDecisions(const base::Clock& clock) : m_clock(clock) {}
SessionDecisions::~SessionDecisions() = default;

base::Result<storage::TriageWriter*> SessionDecisions::opened(const std::filesystem::path& session) {
    if (!m_writer || m_session != session) {
        m_writer.reset();
        auto writer = storage::TriageWriter::open(session);
        if (!writer) {
            return writer.error();
        }
        m_writer = std::move(*writer);
        m_session = session;
    }
    return m_writer.get();
}

template <typename Value, typename Write>
base::Result<Value> SessionDecisions::in(const std::filesystem::path& session, const Write& write) {
    const std::lock_guard lock(m_mutex);
    const auto writer = opened(session);
    if (!writer) {
        return writer.error();
    }
    base::Result<Value> outcome = write(**writer);
    if (!outcome) {
        m_writer.reset();  // the file may have been replaced: the next call looks at it anew
    }
    return outcome;
}

base::Result<std::vector<traffic::RequestMark>> SessionDecisions::setMarks(
    const std::filesystem::path& session, const std::vector<traffic::RequestMark>& marks) {
    if (auto refused = tooMany(marks.size())) {
        return *refused;
    }
    return in<std::vector<traffic::RequestMark>>(
        session, [&](storage::TriageWriter& writer) { return writer.setMarks(marks); });
}

base::Result<std::vector<traffic::RequestMark>> SessionDecisions::toggleMark(
    const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
    traffic::Mark mark) {
    if (auto refused = tooMany(requests.size())) {
        return *refused;
    }
    return in<std::vector<traffic::RequestMark>>(
        session, [&](storage::TriageWriter& writer) { return writer.toggleMark(requests, mark); });
}

base::Result<std::vector<traffic::RequestId>> SessionDecisions::setTag(
    const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
    const std::string& name, bool isSet) {
    if (auto refused = tooMany(requests.size())) {
        return *refused;
    }
    return in<std::vector<traffic::RequestId>>(
        session, [&](storage::TriageWriter& writer) { return writer.setTags(requests, name, isSet); });
}

base::Result<traffic::DecisionReceipt> SessionDecisions::decide(const std::filesystem::path& session,
                                                                const api::DecisionTarget& target,
                                                                traffic::TriageState state,
                                                                const std::string& reason) {
    return in<traffic::DecisionReceipt>(session, [&](storage::TriageWriter& writer) {
        return writer.decide(stored(target), {state, reason, m_clock.wall()});
    });
}

base::Result<traffic::MatchCount> SessionDecisions::countMatching(const std::filesystem::path& session,
                                                                  const traffic::FilterText& filter,
                                                                  const base::CancelToken& cancel,
                                                                  const MatchProgress& progress) {
    const auto matches = matchesOf(session, filter, cancel, progress);
    if (!matches) {
        return matches.error();
    }
    const auto attacks = matches->reader->attacksOf(matches->requests, cancel);
    if (!attacks) {
        return attacks.error();
    }
    return traffic::MatchCount{matches->requests.count(), matches->seen.hits, *attacks};
}

base::Result<traffic::DecisionReceipt> SessionDecisions::decideAll(
    const std::filesystem::path& session, const traffic::FilterText& filter, traffic::TriageState state,
    const std::string& reason, const base::CancelToken& cancel, const MatchProgress& progress) {
    // Before the long part: whether the session may be written at all. Other calls do not wait for that part.
    const auto writable = in<bool>(session, [](storage::TriageWriter&) { return base::Result<bool>(true); });
    if (!writable) {
        return writable.error();
    }
    const auto matches = matchesOf(session, filter, cancel, progress);
    if (!matches) {
        return matches.error();
    }
    return in<traffic::DecisionReceipt>(session, [&](storage::TriageWriter& writer) {
        return writer.decideAll(matches->requests, matches->seen, filter.text,
                                {state, reason, m_clock.wall()}, cancel);
    });
}

base::Result<traffic::DecisionReceipt> SessionDecisions::decideThese(
    const std::filesystem::path& session, const api::DecisionTargets& targets, traffic::TriageState state,
    const std::string& reason, const base::CancelToken& cancel, const TargetProgress& progress) {
    if (auto refused = tooMany(targets.requests.size())) {
        return *refused;
    }
    if (targets.requests.empty() == targets.attacks.empty()) {
        return base::Error{base::ErrorCode::InvalidArgument,
                           {"what a decision is about", "", "either requests or attacks"}};
    }
    return in<traffic::DecisionReceipt>(session, [&](storage::TriageWriter& writer) {
        return writer.decideThese({targets.requests, targets.attacks}, {state, reason, m_clock.wall()},
                                  cancel, progress);
    });
}

base::Result<bool> SessionDecisions::undo(const std::filesystem::path& session, std::int64_t decision) {
    return in<bool>(session, [&](storage::TriageWriter& writer) { return writer.setUndone(decision, true); });
}

base::Result<bool> SessionDecisions::redo(const std::filesystem::path& session, std::int64_t decision) {
    return in<bool>(session,
                    [&](storage::TriageWriter& writer) { return writer.setUndone(decision, false); });
}

base::Result<std::vector<traffic::LoggedDecision>> SessionDecisions::decisions(
    const std::filesystem::path& session, std::size_t limit) {
    return in<std::vector<traffic::LoggedDecision>>(
        session, [&](storage::TriageWriter& writer) { return writer.decisions(limit); });
}

base::Result<std::int64_t> SessionDecisions::addNote(const std::filesystem::path& session,
                                                     const api::DecisionTarget& target,
                                                     const std::string& text) {
    return in<std::int64_t>(session, [&](storage::TriageWriter& writer) {
        return writer.addNote(stored(target), text, m_clock.wall());
    });
}

base::Result<std::optional<traffic::FindingMute>> SessionDecisions::setFindingMute(
    const std::filesystem::path& session, const traffic::FindingKey& key,
    const std::optional<traffic::FindingMute>& mute) {
    std::optional<traffic::FindingMute> said = mute;
    if (said && said->at == base::WallTime{}) {
        said->at = m_clock.wall();
    }
    return in<std::optional<traffic::FindingMute>>(
        session, [&](storage::TriageWriter& writer) { return writer.setFindingMute(key, said); });
}

base::Result<std::vector<traffic::SourceBaseline>> SessionDecisions::setPresenceBaselines(
    const std::filesystem::path& session, const std::vector<traffic::SourceBaseline>& baselines) {
    std::vector<traffic::SourceBaseline> said = baselines;
    for (traffic::SourceBaseline& one : said) {
        if (one.baseline && one.baseline->at == base::WallTime{}) {
            one.baseline->at = m_clock.wall();
        }
    }
    return in<std::vector<traffic::SourceBaseline>>(
        session, [&](storage::TriageWriter& writer) { return writer.setPresenceBaselines(said); });
}

base::Result<bool> SessionDecisions::removeNote(const std::filesystem::path& session, std::int64_t note) {
    return in<bool>(session, [&](storage::TriageWriter& writer) { return writer.removeNote(note); });
}

}  // namespace mirrorscope::pipeline
