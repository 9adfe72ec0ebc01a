// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/fake_decisions.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "core/query/parser.h"
#include "core/query/predicate.h"
#include "core/query/row_view.h"

namespace mirrorscope::test {

namespace {

class DecidedView final : public query::RowView {
public:
    DecidedView(const traffic::RequestRow& row, const std::string& triage) : m_row(row) {
        if (triage != "new") {
            m_marks.triage = {triage};
        }
    }
    const traffic::RequestRow& row() const override { return m_row; }
    std::string_view head() const override { return {}; }
    std::string_view body() const override { return {}; }
    std::span<const traffic::HitRow> hits() const override { return {}; }
    const query::Marks& marks() const override { return m_marks; }

private:
    const traffic::RequestRow& m_row;
    query::Marks m_marks;
};

}  // namespace

std::vector<traffic::RequestRow> rowsThatMatch(const std::vector<traffic::RequestRow>& rows,
                                               const traffic::FilterText& filter,
                                               const FakeDecisions* decisions) {
    const query::Predicate predicate(query::parse(filter.text).value(), {filter.now, filter.zone});
    std::vector<traffic::RequestRow> found;
    std::ranges::copy_if(rows, std::back_inserter(found), [&](const traffic::RequestRow& row) {
        return predicate.holds(DecidedView(row, decisions ? decisions->triageOfRequest(row.id) : "new"));
    });
    return found;
}

base::Result<std::vector<traffic::RequestMark>> FakeDecisions::setMarks(
    const std::filesystem::path&, const std::vector<traffic::RequestMark>& marks) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    std::vector<traffic::RequestMark> before;
    for (const traffic::RequestMark& mark : marks) {
        traffic::Mark& now = m_marks[mark.request];
        if (now != mark.mark) {
            before.push_back({mark.request, std::exchange(now, mark.mark)});
        }
    }
    return before;
}

base::Result<std::vector<traffic::RequestMark>> FakeDecisions::toggleMark(
    const std::filesystem::path& session, const std::vector<traffic::RequestId>& requests,
    traffic::Mark mark) {
    const bool isOnAll =
        std::ranges::all_of(requests, [&](traffic::RequestId id) { return markOf(id) == mark; });
    std::vector<traffic::RequestMark> marks;
    for (const traffic::RequestId id : requests) {
        marks.push_back({id, isOnAll ? traffic::Mark::None : mark});
    }
    return setMarks(session, marks);
}

base::Result<std::vector<traffic::RequestId>> FakeDecisions::setTag(
    const std::filesystem::path&, const std::vector<traffic::RequestId>& requests, const std::string& name,
    bool isSet) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    std::vector<traffic::RequestId> changed;
    for (const traffic::RequestId id : requests) {
        std::vector<std::string>& tags = m_said[id].tags;
        const bool isThere = std::ranges::find(tags, name) != tags.end();
        if (isThere == isSet) {
            continue;
        }
        isSet ? tags.push_back(name) : static_cast<void>(std::erase(tags, name));
        changed.push_back(id);
    }
    return changed;
}

bool FakeDecisions::passHold(const base::CancelToken& cancel) {
    std::unique_lock lock(m_mutex);
    while (m_isHeld && !cancel.isCancelled()) {
        m_changed.wait_for(lock, std::chrono::milliseconds(5));
    }
    m_wasCancelled = cancel.isCancelled();
    return !m_wasCancelled;
}

base::Result<traffic::DecisionReceipt> FakeDecisions::add(Entry entry, traffic::TriageState state,
                                                          const std::string& reason) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    entry.logged.receipt = {static_cast<std::int64_t>(m_log.size()) + 1, entry.requests.size(), 0};
    entry.logged.state = traffic::triageStateName(state);
    entry.logged.reason = reason;
    m_log.push_back(entry);
    return entry.logged.receipt;
}

base::Result<traffic::DecisionReceipt> FakeDecisions::decide(const std::filesystem::path&,
                                                             const api::DecisionTarget& target,
                                                             traffic::TriageState state,
                                                             const std::string& reason) {
    Entry entry;
    target.attack != 0 ? static_cast<void>(entry.attacks.insert(target.attack))
                       : static_cast<void>(entry.requests.insert(target.request));
    return add(std::move(entry), state, reason);
}

base::Result<traffic::MatchCount> FakeDecisions::countMatching(const std::filesystem::path&,
                                                               const traffic::FilterText& filter,
                                                               const base::CancelToken& cancel,
                                                               const MatchProgress& progress) {
    progress(1, 2);
    if (!passHold(cancel)) {
        return base::Error{base::ErrorCode::Cancelled, {}};
    }
    const std::lock_guard lock(m_mutex);
    return m_refusal ? base::Result<traffic::MatchCount>(*m_refusal)
                     : traffic::MatchCount{rowsThatMatch(m_requests, filter).size(), 0, 0};
}

base::Result<traffic::DecisionReceipt> FakeDecisions::decideAll(
    const std::filesystem::path&, const traffic::FilterText& filter, traffic::TriageState state,
    const std::string& reason, const base::CancelToken& cancel, const MatchProgress& progress) {
    progress(1, 2);
    if (!passHold(cancel)) {
        return base::Error{base::ErrorCode::Cancelled, {}};
    }
    Entry entry;
    entry.logged.scope = filter.text;
    {
        const std::lock_guard lock(m_mutex);
        for (const traffic::RequestRow& row : rowsThatMatch(m_requests, filter)) {
            entry.requests.insert(row.id);
        }
    }
    return add(std::move(entry), state, reason);
}

base::Result<traffic::DecisionReceipt> FakeDecisions::decideThese(
    const std::filesystem::path&, const api::DecisionTargets& targets, traffic::TriageState state,
    const std::string& reason, const base::CancelToken& cancel, const TargetProgress& progress) {
    progress(1, 2);
    if (!passHold(cancel)) {
        return base::Error{base::ErrorCode::Cancelled, {}};
    }
    Entry entry;
    entry.requests = {targets.requests.begin(), targets.requests.end()};
    entry.attacks = {targets.attacks.begin(), targets.attacks.end()};
    return add(std::move(entry), state, reason);
}

base::Result<bool> FakeDecisions::setUndone(std::int64_t decision, bool isUndone) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    bool& flag = m_log.at(static_cast<std::size_t>(decision) - 1).logged.isUndone;
    return std::exchange(flag, isUndone) != isUndone;
}

base::Result<bool> FakeDecisions::undo(const std::filesystem::path&, std::int64_t decision) {
    return setUndone(decision, true);
}

base::Result<bool> FakeDecisions::redo(const std::filesystem::path&, std::int64_t decision) {
    return setUndone(decision, false);
}

base::Result<std::vector<traffic::LoggedDecision>> FakeDecisions::decisions(const std::filesystem::path&,
                                                                            std::size_t limit) {
    const std::lock_guard lock(m_mutex);
    std::vector<traffic::LoggedDecision> out;
    for (auto entry = m_log.rbegin(); entry != m_log.rend() && out.size() < limit; ++entry) {
        out.push_back(entry->logged);
    }
    return out;
}

base::Result<std::int64_t> FakeDecisions::addNote(const std::filesystem::path&,
                                                  const api::DecisionTarget& target,
                                                  const std::string& text) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    m_said[target.request].notes.push_back({++m_lastNote, {}, text});
    return m_lastNote;
}

base::Result<bool> FakeDecisions::removeNote(const std::filesystem::path&, std::int64_t note) {
    const std::lock_guard lock(m_mutex);
    std::size_t removed = 0;
    for (auto& [id, said] : m_said) {
        removed += std::erase_if(said.notes, [note](const traffic::Note& one) { return one.id == note; });
    }
    return removed > 0;
}

void FakeDecisions::setRequests(std::vector<traffic::RequestRow> requests) {
    const std::lock_guard lock(m_mutex);
    m_requests = std::move(requests);
}

traffic::UserMarks FakeDecisions::marksOf(traffic::RequestId request) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_said.find(request);
    return found == m_said.end() ? traffic::UserMarks() : found->second;
}

std::string FakeDecisions::triageOfAttack(traffic::AttackId attack) const {
    const std::lock_guard lock(m_mutex);
    std::string state = "new";
    for (const Entry& entry : m_log) {
        state = !entry.logged.isUndone && entry.attacks.contains(attack) ? entry.logged.state : state;
    }
    return state;
}

std::string FakeDecisions::triageOfRequest(traffic::RequestId request) const {
    const std::lock_guard lock(m_mutex);
    std::string state = "new";
    for (const Entry& entry : m_log) {
        state = !entry.logged.isUndone && entry.requests.contains(request) ? entry.logged.state : state;
    }
    return state;
}

std::string FakeDecisions::stamp() const {
    const std::lock_guard lock(m_mutex);
    std::string out;
    for (const Entry& entry : m_log) {
        out += entry.logged.isUndone ? "" : std::to_string(entry.logged.receipt.decision) + " ";
    }
    return out;
}

void FakeDecisions::hold(bool isHeld) {
    const std::lock_guard lock(m_mutex);
    m_isHeld = isHeld;
    m_changed.notify_all();
}

void FakeDecisions::forget() {
    const std::lock_guard lock(m_mutex);
    m_log.clear();
    m_said.clear();
}

traffic::Mark FakeDecisions::markOf(traffic::RequestId request) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_marks.find(request);
    return found == m_marks.end() ? traffic::Mark::None : found->second;
}

void FakeDecisions::refuse(std::optional<base::Error> error) {
    const std::lock_guard lock(m_mutex);
    m_refusal = std::move(error);
}

base::Result<std::optional<traffic::FindingMute>> FakeDecisions::setFindingMute(
    const std::filesystem::path&, const traffic::FindingKey& key,
    const std::optional<traffic::FindingMute>& mute) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    std::optional<traffic::FindingMute> before;
    const auto found = std::ranges::find(m_mutes, key, &traffic::FindingMute::key);
    if (found != m_mutes.end()) {
        before = *found;
        m_mutes.erase(found);
    }
    if (mute) {
        m_mutes.push_back(*mute);
    }
    if (m_facts != nullptr) {
        m_facts->setMutes(m_mutes);
    }
    return before;
}

base::Result<std::vector<traffic::SourceBaseline>> FakeDecisions::setPresenceBaselines(
    const std::filesystem::path&, const std::vector<traffic::SourceBaseline>& baselines) {
    const std::lock_guard lock(m_mutex);
    if (m_refusal) {
        return *m_refusal;
    }
    std::vector<traffic::SourceBaseline> before;
    for (traffic::SourceBaseline one : baselines) {
        const auto found = std::ranges::find(m_baselines, one.source, &traffic::SourceBaseline::source);
        before.push_back({one.source, found == m_baselines.end() ? std::nullopt : found->baseline});
        if (found != m_baselines.end()) {
            m_baselines.erase(found);
        }
        if (one.baseline && one.baseline->at == base::WallTime{}) {
            one.baseline->at = base::SystemClock().wall();
        }
        if (one.baseline) {
            m_baselines.push_back(std::move(one));
        }
    }
    if (m_facts != nullptr) {
        m_facts->setBaselines(m_baselines);
    }
    return before;
}

void FakeDecisions::forgetMutes() {
    const std::lock_guard lock(m_mutex);
    m_baselines.clear();
    m_mutes.clear();
    m_facts = nullptr;
}

}  // namespace mirrorscope::test
