// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/traffic/request_order.h"
#include "ui/filter/filter.h"
#include "ui/requests/row_changes.h"
#include "ui/requests/sort_state.h"

namespace mirrorscope::ui::live {
class PageLoader;
}

namespace mirrorscope::ui::requests {

class RequestSearch;

/// The requests of one moment in an order: the store finds out their ids, rows are read as they come into
/// view. What arrives later is no part of it; with a filter it counts what of that fits. UI thread.
class SortedRows : public QObject {
    Q_OBJECT

public:
    /// More than a screen many times over; 6 MB.
    static constexpr std::size_t kCachedRows = 4096;
    /// Rows read ahead on either side of what is in view.
    static constexpr int kRowsAround = 64;

    /// Requests after `last` are left out.
    SortedRows(live::PageLoader& loader, const SortChoice& choice, filter::Filter filter,
               traffic::RequestId last);
    ~SortedRows() override;

    /// Once; finished() or failed() comes.
    void start();
    SortState state() const;
    const SortChoice& choice() const { return m_choice; }
    traffic::RequestId last() const { return m_last; }

    int count() const { return static_cast<int>(m_ids.size()); }
    traffic::RequestId idAt(int index) const { return m_ids[static_cast<std::size_t>(index)]; }
    /// -1: not among them.
    int indexOf(traffic::RequestId id) const;
    /// Null: not here (yet).
    SharedRow at(int index) const;
    /// The store was read and has no such row any more.
    bool isGone(int index) const;

    /// Rows in view are read and kept.
    void want(int first, int last);
    /// Everything may have changed.
    void readAgain();
    template <typename Change>
    void patch(const Change& change);

    /// The requests after `last` that fit; null without a filter, then all do.
    RequestSearch* newer() const { return m_newer.get(); }

signals:
    void progressed();
    void finished();
    void failed();
    void changed(int first, int last);
    /// So many requests after `last` fit.
    void arrived(int count);

private:
    /// Counted up on the reader thread.
    struct Progress;
    using Rows = std::vector<traffic::RequestRow>;

    void onSorted(base::Result<traffic::SortedRequests> sorted);
    void readWanted();
    void onRead(base::Result<Rows> rows);
    void makeRoom();
    std::pair<int, int> wantedAround() const;

    live::PageLoader& m_loader;
    SortChoice m_choice;
    filter::Filter m_filter;
    traffic::RequestId m_last;
    SortState m_state;
    std::shared_ptr<Progress> m_progress;
    QTimer m_tell;
    base::CancelToken m_sortToken;
    base::CancelToken m_readToken;
    std::unique_ptr<RequestSearch> m_newer;

    std::vector<traffic::RequestId> m_ids;
    std::vector<std::pair<traffic::RequestId, int>> m_indexes;  // by id
    std::unordered_map<traffic::RequestId, SharedRow> m_rows;   // null: gone
    std::unordered_set<traffic::RequestId> m_stale;             // here, but to be read again
    std::unordered_map<traffic::RequestId, bool> m_reading;     // true: changed meanwhile
    int m_wantedFirst = 0;
    int m_wantedLast = -1;
};

template <typename Change>
void SortedRows::patch(const Change& change) {
    const traffic::RequestId id = requestOf(change);
    if (const auto reading = m_reading.find(id); reading != m_reading.end()) {
        reading->second = true;
    }
    const auto row = m_rows.find(id);
    if (row != m_rows.end() && row->second) {
        row->second = changedRow(*row->second, change);
        const int index = indexOf(id);
        emit changed(index, index);
    }
}

}  // namespace mirrorscope::ui::requests
