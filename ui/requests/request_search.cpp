// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/request_search.h"

#include <algorithm>

#include "core/base/error_text.h"
#include "ui/live/page_loader.h"

namespace mirrorscope::ui::requests {
namespace {

/// For the vector of rows with descending ids.
bool isNewer(const SharedRow& row, traffic::RequestId id) {
    return row->id > id;
}

}  // namespace

RequestSearch::RequestSearch(live::PageLoader& loader, filter::FilterTerms terms, traffic::RequestId last,
                             QObject* parent)
    : QObject(parent), m_loader(loader), m_terms(std::move(terms)), m_start(last), m_reached(last + 1) {
    m_state.total = static_cast<std::uint64_t>(last);
}

RequestSearch::~RequestSearch() {
    m_stepToken.cancel();
    m_recheckToken.cancel();
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
        setPhase(SearchState::Phase::Cancelled);
    }
}

int RequestSearch::indexOf(traffic::RequestId id) const {
    const auto found = std::lower_bound(m_found.begin(), m_found.end(), id, isNewer);
    return found != m_found.end() && (*found)->id == id ? static_cast<int>(found - m_found.begin()) : -1;
}

void RequestSearch::readStep() {
    if (m_reached <= 1) {
        setPhase(SearchState::Phase::Finished);
        return;
    }
    traffic::PageQuery query;
    query.after = m_reached;
    query.limit = kStepRows;
    m_stepToken = m_loader.ask<Step>(
        this,
        [query, terms = m_terms](api::SessionQueries& queries,
                                 const base::CancelToken& cancel) -> base::Result<Step> {
            auto rows = queries.requests(query, cancel);
            if (!rows.has_value()) {
                return rows.error();
            }
            Step step;
            step.atEnd = rows->size() < query.limit;
            step.reached = rows->empty() ? query.after : rows->back().id;
            for (traffic::RequestRow& row : *rows) {
                if (terms.matches(row)) {
                    step.rows.push_back(std::make_shared<const traffic::RequestRow>(std::move(row)));
                }
            }
            return step;
        },
        [this](base::Result<Step> step) { onStep(std::move(step)); }, live::Urgency::Background);
}

void RequestSearch::onStep(base::Result<Step> step) {
    if (!step.has_value()) {
        m_state.error = QString::fromStdString(base::errorText(step.error()));
        setPhase(SearchState::Phase::Failed);
        return;
    }
    m_reached = step->atEnd ? 1 : step->reached;
    m_state.searched = static_cast<std::uint64_t>(std::max<traffic::RequestId>(m_start + 1 - m_reached, 0));
    add(step->rows);
    if (m_found.size() >= kMaxFound) {
        setPhase(SearchState::Phase::Full);
    } else if (step->atEnd || m_reached <= 1) {
        setPhase(SearchState::Phase::Finished);
    } else {
        emit stateChanged(m_state);
        readStep();
    }
}

int RequestSearch::offer(std::vector<SharedRow> rows) {
    for (const SharedRow& row : rows) {
        if (row->id < m_reached) {
            recheck(row->id);
        }
    }
    return take(std::move(rows));
}

int RequestSearch::take(std::vector<SharedRow> rows) {
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a->id > b->id; });
    std::vector<SharedRow> entering;
    for (SharedRow& row : rows) {
        if (row->id < m_reached) {
            continue;  // the search comes to it
        }
        const int index = indexOf(row->id);
        const bool matches = m_terms.matches(*row);
        if (index < 0 && matches) {
            entering.push_back(std::move(row));
        } else if (index >= 0 && matches) {
            m_found[static_cast<std::size_t>(index)] = std::move(row);
            emit changed(index, index);
        } else if (index >= 0) {
            removeAt(index);
        }
    }
    const int count = add(entering);
    if (count > 0) {
        dropOldest();
        emit stateChanged(m_state);
    }
    return count;
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
    m_reached = m_found.back()->id;
    setPhase(SearchState::Phase::Full);
}

void RequestSearch::recheck(traffic::RequestId id) {
    // A step on its way may have read the next rows before they changed; those below are still to be read.
    if (id + static_cast<traffic::RequestId>(kStepRows) < m_reached) {
        return;
    }
    m_recheckFirst = m_recheckFirst == 0 ? id : std::min(m_recheckFirst, id);
    m_recheckLast = std::max(m_recheckLast, id);
    if (!m_rechecking) {
        readRecheck();
    }
}

void RequestSearch::readRecheck() {
    const traffic::RequestId first = m_recheckFirst;
    const traffic::RequestId last =
        std::min(m_recheckLast, first + static_cast<traffic::RequestId>(kStepRows) - 1);
    m_recheckFirst = last < m_recheckLast ? last + 1 : 0;
    if (m_recheckFirst == 0) {
        m_recheckLast = 0;
    }
    m_rechecking = true;
    traffic::PageQuery query;
    query.after = first - 1;
    query.newestFirst = false;
    query.limit = static_cast<std::size_t>(last - first + 1);
    m_recheckToken = m_loader.ask<std::vector<SharedRow>>(
        this,
        [query](api::SessionQueries& queries,
                const base::CancelToken& cancel) -> base::Result<std::vector<SharedRow>> {
            auto rows = queries.requests(query, cancel);
            if (!rows.has_value()) {
                return rows.error();
            }
            std::vector<SharedRow> shared;
            for (traffic::RequestRow& row : *rows) {
                shared.push_back(std::make_shared<const traffic::RequestRow>(std::move(row)));
            }
            return shared;
        },
        [this](base::Result<std::vector<SharedRow>> rows) {
            m_rechecking = false;
            if (rows.has_value()) {
                take(std::move(*rows));
            }
            if (m_recheckFirst > 0 && !m_rechecking) {
                readRecheck();
            }
        },
        live::Urgency::Background);
}

void RequestSearch::setPhase(SearchState::Phase phase) {
    m_state.phase = phase;
    emit stateChanged(m_state);
}

}  // namespace mirrorscope::ui::requests
