// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <vector>

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "ui/filter/filter_terms.h"
#include "ui/requests/request_pages.h"
#include "ui/requests/search_state.h"

namespace mirrorscope::ui::requests {

/// The rows that match a filter, newest first: searches the store backwards in steps, keeps what it found and
/// takes in what the live feed brings. Tells of every change before and after it, as a model must. UI thread.
class RequestSearch : public QObject {
    Q_OBJECT

public:
    /// Rows of a step: 20 ms of reading, so that a page in between waits no longer than that.
    static constexpr std::size_t kStepRows = 2000;
    /// 30 MB. Nobody reads further; the count bar says that the filter is too wide.
    static constexpr std::size_t kMaxFound = 20'000;

    RequestSearch(live::PageLoader& loader, filter::FilterTerms terms, traffic::RequestId last,
                  QObject* parent = nullptr);
    ~RequestSearch() override;

    /// Begins, or goes on after cancel().
    void start();
    void cancel();
    const SearchState& state() const { return m_state; }

    int count() const { return static_cast<int>(m_found.size()); }
    const SharedRow& at(int index) const { return m_found[static_cast<std::size_t>(index)]; }
    /// -1: not found (yet).
    int indexOf(traffic::RequestId id) const;

    /// Rows that are new or changed: matching ones enter or are replaced, others leave. Returns how many
    /// entered.
    int offer(std::vector<SharedRow> rows);
    /// A row changed that nobody holds: it is read again.
    void recheck(traffic::RequestId id);

signals:
    void aboutToInsert(int first, int last);
    void inserted();
    void aboutToRemove(int first, int last);
    void removed();
    void changed(int first, int last);
    void stateChanged(const mirrorscope::ui::requests::SearchState& state);

private:
    struct Step {
        std::vector<SharedRow> rows;
        traffic::RequestId reached = 0;  // every id from here on was looked at
        bool atEnd = false;
    };

    void readStep();
    void onStep(base::Result<Step> step);
    void readRecheck();
    int insertRun(std::vector<SharedRow>::const_iterator first, std::vector<SharedRow>::const_iterator last);
    int take(std::vector<SharedRow> rows);
    int add(const std::vector<SharedRow>& newestFirst);
    void removeAt(int index);
    void dropOldest();
    void setPhase(SearchState::Phase phase);

    live::PageLoader& m_loader;
    filter::FilterTerms m_terms;
    std::vector<SharedRow> m_found;  // ids descending
    SearchState m_state;
    base::CancelToken m_stepToken;
    base::CancelToken m_recheckToken;
    traffic::RequestId m_start;
    traffic::RequestId m_reached;
    traffic::RequestId m_recheckFirst = 0;  // 0: nothing to read again
    traffic::RequestId m_recheckLast = 0;
    bool m_rechecking = false;
};

}  // namespace mirrorscope::ui::requests
