// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/sorted_rows.h"

#include <algorithm>
#include <atomic>

#include "core/api/session_queries.h"
#include "core/base/error_text.h"
#include "ui/live/page_loader.h"
#include "ui/requests/read_rows.h"
#include "ui/requests/request_search.h"

namespace mirrorscope::ui::requests {
namespace {

constexpr int kTellMilliseconds = 250;  // UI.md section 7: counts at most 4 times a second
/// A screen never shows more; guards against a caller that asks for the whole table.
constexpr int kWantedRows = 1024;

}  // namespace

struct SortedRows::Progress {
    std::atomic<std::uint64_t> read{0};
    std::atomic<std::uint64_t> all{0};
    std::atomic<std::uint64_t> found{0};
};

SortedRows::SortedRows(live::PageLoader& loader, const SortChoice& choice, filter::Filter filter,
                       traffic::RequestId last)
    : m_loader(loader),
      m_choice(choice),
      m_filter(std::move(filter)),
      m_last(last),
      m_progress(std::make_shared<Progress>()) {
    m_state.choice = choice;
    m_state.total = static_cast<std::uint64_t>(last);
    m_tell.setInterval(kTellMilliseconds);
    connect(&m_tell, &QTimer::timeout, this, &SortedRows::progressed);
    if (!m_filter.isEmpty()) {
        // Never started: it looks at nothing but what is offered to it.
        m_newer = std::make_unique<RequestSearch>(loader, m_filter, last);
        connect(m_newer.get(), &RequestSearch::arrived, this, &SortedRows::arrived);
    }
}

SortedRows::~SortedRows() {
    m_sortToken.cancel();
    m_readToken.cancel();
}

void SortedRows::start() {
    m_state.phase = SortState::Phase::Running;
    traffic::SortQuery query;
    query.order = {
        requestColumnInfo(static_cast<int>(m_choice.column)).sortKey.value_or(traffic::SortKey::Id),
        m_choice.descending};
    query.filter = m_filter.forStore();
    query.last = m_last;
    m_tell.start();
    m_sortToken = m_loader.ask<traffic::SortedRequests>(
        this,
        [query, told = m_progress](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return queries.sorted(query, cancel, [&told](const traffic::SortProgress& progress) {
                told->all = static_cast<std::uint64_t>(progress.all);
                told->read = static_cast<std::uint64_t>(progress.all - progress.left);
                told->found = progress.found;
            });
        },
        [this](base::Result<traffic::SortedRequests> sorted) { onSorted(std::move(sorted)); },
        live::Urgency::Search);
}

void SortedRows::onSorted(base::Result<traffic::SortedRequests> sorted) {
    m_tell.stop();
    if (!sorted.has_value()) {
        m_state.phase = SortState::Phase::Failed;
        m_state.error = QString::fromStdString(base::errorText(sorted.error()));
        emit failed();
        return;
    }
    m_ids = std::move(sorted->ids);
    m_indexes.reserve(m_ids.size());
    for (int index = 0; index < count(); ++index) {
        m_indexes.emplace_back(idAt(index), index);
    }
    std::ranges::sort(m_indexes);
    m_state.phase = SortState::Phase::Sorted;
    m_state.found = sorted->found;
    m_state.shown = m_ids.size();
    emit finished();
}

SortState SortedRows::state() const {
    SortState state = m_state;
    if (state.phase == SortState::Phase::Running) {
        state.read = m_progress->read;
        state.found = m_progress->found;
        state.total = std::max<std::uint64_t>(m_progress->all, state.read);
        state.total = state.total == 0 ? m_state.total : state.total;
    }
    return state;
}

int SortedRows::indexOf(traffic::RequestId id) const {
    const auto found =
        std::ranges::lower_bound(m_indexes, id, {}, &std::pair<traffic::RequestId, int>::first);
    return found != m_indexes.end() && found->first == id ? found->second : -1;
}

SharedRow SortedRows::at(int index) const {
    const auto found = m_rows.find(idAt(index));
    return found == m_rows.end() ? nullptr : found->second;
}

bool SortedRows::isGone(int index) const {
    const auto found = m_rows.find(idAt(index));
    return found != m_rows.end() && !found->second;
}

void SortedRows::want(int first, int last) {
    m_wantedFirst = first;
    m_wantedLast = std::min(last, first + kWantedRows);
    readWanted();
}

std::pair<int, int> SortedRows::wantedAround() const {
    return {std::max(m_wantedFirst - kRowsAround, 0), std::min(m_wantedLast + kRowsAround, count() - 1)};
}

void SortedRows::readWanted() {
    if (m_wantedLast < m_wantedFirst) {
        return;
    }
    std::vector<traffic::RequestId> missing;
    bool isOnItsWay = true;
    const auto [first, last] = wantedAround();
    for (int index = first; index <= last; ++index) {
        const traffic::RequestId id = idAt(index);
        if (!m_rows.contains(id) || m_stale.contains(id)) {
            missing.push_back(id);
            isOnItsWay = isOnItsWay && m_reading.contains(id);
        }
    }
    if (isOnItsWay) {
        return;
    }
    m_readToken.cancel();
    m_reading.clear();
    for (const traffic::RequestId id : missing) {
        m_reading.emplace(id, false);
    }
    m_readToken = m_loader.ask<Rows>(
        this,
        [missing](api::SessionQueries& queries, const base::CancelToken& cancel) {
            return readRows(queries, missing, cancel);
        },
        [this](base::Result<Rows> rows) { onRead(std::move(rows)); });
}

void SortedRows::onRead(base::Result<Rows> rows) {
    const auto reading = std::exchange(m_reading, {});
    if (!rows.has_value()) {
        return;  // the dots stay; the next want() asks again
    }
    for (const auto& [id, isOld] : reading) {
        m_stale.erase(id);
        m_rows.try_emplace(id, nullptr);
        if (isOld) {
            m_stale.insert(id);
        }
    }
    for (traffic::RequestRow& row : *rows) {
        SharedRow& held = m_rows[row.id];
        // A judged row came from the feed after the question was asked.
        if (!held || !m_stale.contains(row.id)) {
            held = std::make_shared<const traffic::RequestRow>(std::move(row));
        }
    }
    makeRoom();
    const auto [first, last] = wantedAround();
    if (first <= last) {
        emit changed(first, last);
    }
    readWanted();
}

void SortedRows::makeRoom() {
    if (m_rows.size() <= kCachedRows) {
        return;
    }
    std::unordered_map<traffic::RequestId, SharedRow> kept;
    const auto [first, last] = wantedAround();
    for (int index = first; index <= last; ++index) {
        if (auto found = m_rows.find(idAt(index)); found != m_rows.end()) {
            kept.insert(std::move(*found));
        }
    }
    m_rows = std::move(kept);
    std::erase_if(m_stale, [this](traffic::RequestId id) { return !m_rows.contains(id); });
}

void SortedRows::readAgain() {
    for (const auto& [id, row] : m_rows) {
        m_stale.insert(id);
    }
    m_readToken.cancel();
    m_reading.clear();
    readWanted();
}

}  // namespace mirrorscope::ui::requests
