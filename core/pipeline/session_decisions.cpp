// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/session_decisions.h"

#include <utility>

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

base::Result<std::size_t> SessionDecisions::decide(const std::filesystem::path& session,
                                                   const api::DecisionTarget& target,
                                                   traffic::TriageState state, const std::string& reason) {
    return in<std::size_t>(session, [&](storage::TriageWriter& writer) {
        return writer.decide(stored(target), state, reason, m_clock.wall());
    });
}

base::Result<std::int64_t> SessionDecisions::addNote(const std::filesystem::path& session,
                                                     const api::DecisionTarget& target,
                                                     const std::string& text) {
    return in<std::int64_t>(session, [&](storage::TriageWriter& writer) {
        return writer.addNote(stored(target), text, m_clock.wall());
    });
}

base::Result<bool> SessionDecisions::removeNote(const std::filesystem::path& session, std::int64_t note) {
    return in<bool>(session, [&](storage::TriageWriter& writer) { return writer.removeNote(note); });
}

}  // namespace mirrorscope::pipeline
