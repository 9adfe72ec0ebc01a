// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the requests model: sorted rows take the place of all others while they are there.
#include "core/api/live_batch.h"
#include "core/query/predicate.h"
#include "ui/requests/request_search.h"
#include "ui/requests/requests_model.h"
#include "ui/requests/sorted_rows.h"

namespace mirrorscope::ui::requests {

void RequestsModel::sortBy(const SortChoice& choice) {
    if (!requestColumnInfo(static_cast<int>(choice.column)).sortKey) {
        return;
    }
    m_failedSort = {};
    m_sorting = std::make_unique<SortedRows>(m_loader, choice, m_filter, m_last);
    SortedRows* sorting = m_sorting.get();
    connect(sorting, &SortedRows::progressed, this, &RequestsModel::sortStateChanged);
    connect(sorting, &SortedRows::finished, this, &RequestsModel::onSorted);
    connect(sorting, &SortedRows::failed, this, &RequestsModel::onSortFailed);
    if (sorting->newer()) {
        sorting->newer()->setToldLast(*m_told);
    }
    sorting->start();
    emit sortStateChanged();
}

void RequestsModel::onSorted() {
    const traffic::RequestId last = m_sorting->last();
    beginResetModel();
    m_search.reset();  // its rows are found anew after a return to the arrival order
    m_sorted = std::move(m_sorting);
    connect(m_sorted.get(), &SortedRows::changed, this, &RequestsModel::tellChanged);
    connect(m_sorted.get(), &SortedRows::arrived, this, &RequestsModel::newRows);
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    emit sortStateChanged();
    tellNew(m_sorted->newer() ? m_sorted->newer()->count() : static_cast<int>(m_last - last));
}

void RequestsModel::onSortFailed() {
    m_failedSort = m_sorting->state();
    // It is telling this right now.
    m_sorting.release()->deleteLater();
    emit sortStateChanged();
}

void RequestsModel::cancelSort() {
    m_sorting.reset();
    m_failedSort = {};
    emit sortStateChanged();
}

void RequestsModel::toArrivalOrder() {
    m_sorting.reset();
    m_failedSort = {};
    if (m_sorted) {
        restartSearch();
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }
    emit sortStateChanged();
}

std::optional<SortChoice> RequestsModel::sortChoice() const {
    return m_sorted ? std::optional(m_sorted->choice()) : std::nullopt;
}

SortState RequestsModel::sortState() const {
    if (m_sorting) {
        return m_sorting->state();
    }
    return m_sorted && m_failedSort.phase == SortState::Phase::None ? m_sorted->state() : m_failedSort;
}

void RequestsModel::sortAnew() {
    if (m_sorting || m_sorted) {
        // Until it is done the rows stand in arrival order.
        const SortChoice choice = (m_sorting ? m_sorting : m_sorted)->choice();
        m_sorting.reset();
        restartSearch();
        sortBy(choice);
    } else {
        restartSearch();
    }
}

void RequestsModel::recheckDecisions() {
    if (query::needs(m_filter.tree()).marks) {
        for (RequestSearch* search : searches()) {
            search->recheckAll(m_last);
        }
    }
}

std::vector<RequestSearch*> RequestsModel::searches() const {
    std::vector<RequestSearch*> all;
    if (m_search) {
        all.push_back(m_search.get());
    }
    for (const SortedRows* rows : {m_sorted.get(), m_sorting.get()}) {
        if (rows && rows->newer()) {
            all.push_back(rows->newer());
        }
    }
    return all;
}

}  // namespace mirrorscope::ui::requests
