// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_search.h"

#include <algorithm>

#include "core/base/error_text.h"
#include "ui/filter/time_range.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::requests {
namespace {

using namespace std::chrono_literals;

/// A step that takes less may be longer, one that takes more must be shorter: a question for changed rows
/// waits for it. An index costs up to 50 ms however short the step is.
constexpr auto kShortStep = 60ms;
constexpr auto kLongStep = 200ms;
constexpr traffic::RequestId kStepFactor = 4;
constexpr traffic::RequestId kSmallestStep = 100;
constexpr traffic::RequestId kLargestStep = 16'000'000;
/// Rows of a step: they all pass through the window at once.
constexpr std::size_t kStepFound = 2000;
/// Followers are written between two commits of arrivals.
constexpr auto kBehind = 100ms;

/// For the vector of rows with descending ids.
bool isNewer(const SharedRow& row, traffic::RequestId id) {
    return row->id > id;
}

}  // namespace

RequestSearch::RequestSearch(live::PageLoader& loader, const filter::Filter& filter, traffic::RequestId last,
                             QObject* parent)
    : QObject(parent), m_loader(loader), m_filter(filter), m_start(last), m_reached(last + 1) {
    if (filter::RowJudge::canAnswer(filter)) {
        m_judge.emplace(filter);
    }
    m_state.total = static_cast<std::uint64_t>(last);
    m_behindTimer.setSingleShot(true);
    m_behindTimer.setInterval(kBehind);
    connect(&m_behindTimer, &QTimer::timeout, this, [this] {
        while (const auto range = m_behind.take(kLargestStep)) {
            m_changedIds.add(*range);
        }
        readChanged();
    });
}

RequestSearch::~RequestSearch() {
    m_stepToken.cancel();
    m_changedToken.cancel();
}

void RequestSearch::start() {
    if (m_state.phase != SearchState::Phase::None && m_state.phase != SearchState::Phase::Cancelled) {
        return;
    }
    setPhase(SearchState::Phase::Running);
    readStep();
}

void RequestSearch::cancel() {
    if (m_state.phase == SearchState::Phase::Running) {
        m_stepToken.cancel();
        m_stepRange.reset();
        setPhase(SearchState::Phase::Cancelled);
    }
}

bool RequestSearch::isSettled() const {
    return !m_stepRange && !m_changedRange && m_changedIds.isEmpty() && m_behind.isEmpty();
}

int RequestSearch::indexOf(traffic::RequestId id) const {
    const auto found = std::lower_bound(m_found.begin(), m_found.end(), id, isNewer);
    return found != m_found.end() && (*found)->id == id ? static_cast<int>(found - m_found.begin()) : -1;
}

base::CancelToken RequestSearch::ask(IdRange range, std::size_t limit, Receive receive) {
    traffic::PageQuery query;
    query.after = range.last + 1;
    query.until = range.first;
    query.limit = limit;
    query.filter = m_filter.forStore();
    return m_loader.ask<Answer>(
        this,
        [query, range](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return answerFrom(queries, query, range, cancel);
        },
        [this, receive](base::Result<Answer> answer) {
            if (answer.has_value() && m_since) {
                // It may have been asked before the filter slid.
                std::erase_if(answer->rows, [&](const SharedRow& row) { return row->time < *m_since; });
            }
            (this->*receive)(std::move(answer));
        },
        live::Urgency::Search);
}

base::Result<RequestSearch::Answer> RequestSearch::answerFrom(api::SessionQueries& queries,
                                                              const traffic::PageQuery& query, IdRange range,
                                                              const base::CancelToken& cancel) {
    const auto began = std::chrono::steady_clock::now();
    const std::uint64_t gaveUp = queries.gaveUp();
    Answer answer;
    // Before the rows: they are at least as new.
    const auto progress = queries.progress();
    if (!progress.has_value()) {
        return progress.error();
    }
    answer.progress = *progress;
    auto rows = queries.requests(query, cancel);
    if (!rows.has_value()) {
        return rows.error();
    }
    answer.range = range;
    if (rows->size() >= query.limit) {
        answer.range.first = rows->back().id;
    }
    for (traffic::RequestRow& row : *rows) {
        answer.rows.push_back(std::make_shared<const traffic::RequestRow>(std::move(row)));
    }
    answer.gaveUp = queries.gaveUp() - gaveUp;
    answer.took = std::chrono::steady_clock::now() - began;
    return answer;
}

void RequestSearch::readStep() {
    if (m_reached <= 1) {
        setPhase(SearchState::Phase::Finished);
        return;
    }
    m_stepRange = IdRange{std::max<traffic::RequestId>(m_reached - m_step, 1), m_reached - 1};
    m_stepToken = ask(*m_stepRange, kStepFound, &RequestSearch::onStep);
}

void RequestSearch::onStep(base::Result<Answer> answer) {
    m_stepRange.reset();
    if (!answer.has_value()) {
        m_state.error = QString::fromStdString(base::errorText(answer.error()));
        setPhase(SearchState::Phase::Failed);
        return;
    }
    m_reached = answer->range.first;
    m_state.searched = static_cast<std::uint64_t>(std::max<traffic::RequestId>(m_start + 1 - m_reached, 0));
    m_state.gaveUp += answer->gaveUp;
    add(answer->rows);
    dropOldest();
    askAgainWhereBehind(*answer);
    paceSteps(answer->took);
    if (m_found.size() >= kMaxFound) {
        setPhase(SearchState::Phase::Full);
    } else if (m_reached <= 1) {
        setPhase(SearchState::Phase::Finished);
    } else {
        emit stateChanged(m_state);
        // Who heard it may have cancelled.
        if (m_state.phase == SearchState::Phase::Running) {
            readStep();
        }
    }
}

void RequestSearch::paceSteps(std::chrono::steady_clock::duration took) {
    if (took < kShortStep) {
        m_step = std::min(m_step * kStepFactor, kLargestStep);
    } else if (took > kLongStep) {
        m_step = std::max(m_step / kStepFactor, kSmallestStep);
    }
}

bool RequestSearch::isBeingRead(traffic::RequestId id) const {
    return (m_stepRange && m_stepRange->contains(id)) || (m_changedRange && m_changedRange->contains(id));
}

traffic::RequestId RequestSearch::lowestLooked() const {
    return m_stepRange ? m_stepRange->first : m_reached;
}

void RequestSearch::offer(std::vector<SharedRow> rows) {
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->id > b->id; });
    std::vector<SharedRow> entering;
    for (SharedRow& row : rows) {
        // An answer on its way may be older than the change.
        if (!m_judge || isBeingRead(row->id)) {
            recheck(row->id);
            continue;
        }
        if (row->id < m_reached) {
            continue;  // the search comes to it
        }
        const int index = indexOf(row->id);
        const bool matches = m_judge->holds(*row);
        if (index < 0 && matches) {
            entering.push_back(std::move(row));
        } else if (index >= 0 && matches) {
            replaceAt(index, std::move(row));
        } else if (index >= 0) {
            removeAt(index);
        }
    }
    enter(entering);
}

void RequestSearch::recheck(traffic::RequestId id) {
    if (id >= lowestLooked()) {
        m_changedIds.add({id, id});
        readChanged();
    }
}

void RequestSearch::recheckAll(traffic::RequestId last) {
    if (const traffic::RequestId first = lowestLooked(); first <= last) {
        m_changedIds.add({first, last});
        readChanged();
    }
}

void RequestSearch::readChanged() {
    if (m_changedRange) {
        return;
    }
    m_changedRange = m_changedIds.take(kStepRows);
    if (m_changedRange) {
        const auto ids = static_cast<std::size_t>(m_changedRange->last - m_changedRange->first + 1);
        m_changedToken = ask(*m_changedRange, ids + 1, &RequestSearch::onChanged);
    }
}

void RequestSearch::onChanged(base::Result<Answer> answer) {
    m_changedRange.reset();
    if (answer.has_value()) {
        takeAnswer(*answer);
        askAgainWhereBehind(*answer);
    }
    readChanged();
}

void RequestSearch::takeAnswer(const Answer& answer) {
    m_state.gaveUp += answer.gaveUp;
    std::vector<SharedRow> entering;
    auto row = answer.rows.begin();
    const auto matching = [&](traffic::RequestId id) {
        row = std::find_if(row, answer.rows.end(), [id](const SharedRow& one) { return one->id <= id; });
        return row != answer.rows.end() && (*row)->id == id;
    };
    auto found = std::lower_bound(m_found.begin(), m_found.end(), answer.range.last, isNewer);
    for (int index = static_cast<int>(found - m_found.begin());
         index < count() && answer.range.contains(at(index)->id);) {
        if (matching(at(index)->id)) {
            replaceAt(index++, *row);
        } else {
            removeAt(index);
        }
    }
    for (const SharedRow& one : answer.rows) {
        // Below is what the search comes to.
        if (one->id >= m_reached && indexOf(one->id) < 0) {
            entering.push_back(one);
        }
    }
    enter(entering);
    emit stateChanged(m_state);
}

void RequestSearch::askAgainWhereBehind(const Answer& answer) {
    const auto again = [&](traffic::RequestId known, traffic::RequestId told) {
        const IdRange behind{std::max(answer.range.first, known + 1), std::min(answer.range.last, told)};
        if (behind.first <= behind.last) {
            m_behind.add(behind);
        }
    };
    again(answer.progress.contextCursor, m_told.attributed);
    again(answer.progress.verdictCursor, m_told.judged);
    if (!m_behind.isEmpty() && !m_behindTimer.isActive()) {
        m_behindTimer.start();
    }
}

void RequestSearch::enter(const std::vector<SharedRow>& newestFirst) {
    if (add(newestFirst) == 0) {
        return;
    }
    const auto fresh =
        std::ranges::count_if(newestFirst, [&](const SharedRow& row) { return row->id > m_start; });
    dropOldest();
    emit stateChanged(m_state);
    if (fresh > 0) {
        emit arrived(static_cast<int>(fresh));
    }
}

int RequestSearch::add(const std::vector<SharedRow>& newestFirst) {
    int count = 0;
    auto first = newestFirst.begin();
    while (first != newestFirst.end()) {
        const auto place = std::lower_bound(m_found.begin(), m_found.end(), (*first)->id, isNewer);
        if (place != m_found.end() && (*place)->id == (*first)->id) {
            ++first;
            continue;
        }
        // All that fit between two rows enter at once: nearly always the whole list.
        auto last = first + 1;
        while (last != newestFirst.end() && (place == m_found.end() || (*last)->id > (*place)->id)) {
            ++last;
        }
        count += insertRun(first, last);
        first = last;
    }
    return count;
}

int RequestSearch::insertRun(std::vector<SharedRow>::const_iterator first,
                             std::vector<SharedRow>::const_iterator last) {
    const auto place = std::lower_bound(m_found.begin(), m_found.end(), (*first)->id, isNewer);
    const int index = static_cast<int>(place - m_found.begin());
    const int count = static_cast<int>(last - first);
    emit aboutToInsert(index, index + count - 1);
    m_found.insert(place, first, last);
    m_state.found = m_found.size();
    emit inserted();
    return count;
}

void RequestSearch::replaceAt(int index, SharedRow row) {
    m_found[static_cast<std::size_t>(index)] = std::move(row);
    emit changed(index, index);
}

void RequestSearch::removeAt(int index) {
    emit aboutToRemove(index, index);
    m_found.erase(m_found.begin() + index);
    m_state.found = m_found.size();
    emit removed();
}

void RequestSearch::dropOldest() {
    if (m_found.size() <= kMaxFound) {
        return;
    }
    // Below the oldest row that stays nothing counts as searched any more.
    emit aboutToRemove(static_cast<int>(kMaxFound), count() - 1);
    m_found.resize(kMaxFound);
    m_state.found = m_found.size();
    emit removed();
    m_stepToken.cancel();
    m_stepRange.reset();
    m_reached = m_found.back()->id;
    setPhase(SearchState::Phase::Full);
}

void RequestSearch::slide(const filter::Filter& filter) {
    m_filter = filter;
    if (m_judge) {
        m_judge.emplace(filter);
    }
    m_since = filter::slidingStart(filter);
    dropPassed();
}

void RequestSearch::dropPassed() {
    // Requests are stored in the order of their times.
    const auto first = std::find_if(m_found.rbegin(), m_found.rend(), [&](const SharedRow& row) {
                           return row->time >= *m_since;
                       }).base();
    if (first == m_found.end()) {
        return;
    }
    emit aboutToRemove(static_cast<int>(first - m_found.begin()), count() - 1);
    m_found.erase(first, m_found.end());
    m_state.found = m_found.size();
    emit removed();
    if (m_state.phase == SearchState::Phase::Full) {
        // What was not looked at is older still.
        m_state.searched = m_state.total;
        m_state.phase = SearchState::Phase::Finished;
    }
    emit stateChanged(m_state);
}

void RequestSearch::setPhase(SearchState::Phase phase) {
    m_state.phase = phase;
    emit stateChanged(m_state);
}

}  // namespace mirrorscope::ui::requests
