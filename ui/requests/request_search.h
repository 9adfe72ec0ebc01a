// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <optional>
#include <vector>

#include "core/api/session_queries.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "ui/filter/filter.h"
#include "ui/filter/row_judge.h"
#include "ui/requests/id_ranges.h"
#include "ui/requests/request_pages.h"
#include "ui/requests/search_state.h"

namespace mirrorscope::ui::requests {

/// The requests that the live feed told last to be attributed and judged. The store learns of that a little
/// later: what it says of them before is old.
struct ToldLast {
    traffic::RequestId attributed = 0;
    traffic::RequestId judged = 0;
};

/// The rows that match a filter, newest first: has the store search backwards in steps, keeps what it found
/// and takes in what the live feed brings. Rows are judged here where the feed knows all that the filter asks
/// for, else by the store. Tells of every change before and after it, as a model must. UI thread.
class RequestSearch : public QObject {
    Q_OBJECT

public:
    /// Ids of the first step, and of a question for changed rows. Later steps read as many as take some tens
    /// of milliseconds: with an index millions.
    static constexpr traffic::RequestId kStepRows = 2000;
    /// 30 MB. Nobody reads further; the count bar says that the filter is too wide.
    static constexpr std::size_t kMaxFound = 20'000;

    RequestSearch(live::PageLoader& loader, const filter::Filter& filter, traffic::RequestId last,
                  QObject* parent = nullptr);
    ~RequestSearch() override;

    /// Begins, or goes on after cancel().
    void start();
    void cancel();
    const SearchState& state() const { return m_state; }
    /// Every row that was offered or is stored has been judged, as far as the search has come.
    bool isSettled() const;

    int count() const { return static_cast<int>(m_found.size()); }
    const SharedRow& at(int index) const { return m_found[static_cast<std::size_t>(index)]; }
    /// -1: not found (yet).
    int indexOf(traffic::RequestId id) const;

    /// The same sliding filter at a later moment (filter/time_range.h): the rows that are too old by now
    /// leave at the end, no other moves, and nothing is searched anew.
    void slide(const filter::Filter& filter);

    void setToldLast(const ToldLast& told) { m_told = told; }
    /// Rows that are new or changed: matching ones enter or are replaced, others leave, now or when the store
    /// has answered.
    void offer(std::vector<SharedRow> rows);
    /// Any row up to that one may fit or not fit now: the store is asked about all that was looked at.
    void recheckAll(traffic::RequestId last);
    /// A row changed that nobody holds: the store is asked.
    void recheck(traffic::RequestId id);

signals:
    void aboutToInsert(int first, int last);
    void inserted();
    void aboutToRemove(int first, int last);
    void removed();
    void changed(int first, int last);
    void stateChanged(const mirrorscope::ui::requests::SearchState& state);
    /// So many rows entered that are newer than the search.
    void arrived(int count);

private:
    /// What the store said of a range of ids.
    struct Answer {
        std::vector<SharedRow> rows;  // those that match
        IdRange range;                // every id of it was looked at
        traffic::SessionProgress progress;
        std::uint64_t gaveUp = 0;
        std::chrono::steady_clock::duration took{};
    };
    using Receive = void (RequestSearch::*)(base::Result<Answer>);

    base::CancelToken ask(IdRange range, std::size_t limit, Receive receive);
    static base::Result<Answer> answerFrom(api::SessionQueries& queries, const traffic::PageQuery& query,
                                           IdRange range, const base::CancelToken& cancel);
    void readStep();
    void onStep(base::Result<Answer> answer);
    void paceSteps(std::chrono::steady_clock::duration took);
    void readChanged();
    void onChanged(base::Result<Answer> answer);
    /// Asks again, a little later, of what the store did not know yet when it answered.
    void askAgainWhereBehind(const Answer& answer);

    bool isBeingRead(traffic::RequestId id) const;
    traffic::RequestId lowestLooked() const;
    int add(const std::vector<SharedRow>& newestFirst);
    int insertRun(std::vector<SharedRow>::const_iterator first, std::vector<SharedRow>::const_iterator last);
    void takeAnswer(const Answer& answer);
    void enter(const std::vector<SharedRow>& newestFirst);
    void replaceAt(int index, SharedRow row);
    void removeAt(int index);
    void dropOldest();
    void dropPassed();
    void setPhase(SearchState::Phase phase);

    live::PageLoader& m_loader;
    filter::Filter m_filter;
    std::optional<filter::RowJudge> m_judge;  // unset: the store judges
    std::optional<base::WallTime> m_since;  // set once the filter slid: rows from before do not fit any more
    std::vector<SharedRow> m_found;         // ids descending
    SearchState m_state;
    ToldLast m_told;
    base::CancelToken m_stepToken;
    base::CancelToken m_changedToken;
    traffic::RequestId m_start;
    traffic::RequestId m_reached;           // every id from here on was looked at
    traffic::RequestId m_step = kStepRows;  // ids of the next step
    std::optional<IdRange> m_stepRange;     // being read
    std::optional<IdRange> m_changedRange;  // being read
    IdRanges m_changedIds;
    IdRanges m_behind;
    QTimer m_behindTimer;
};

}  // namespace mirrorscope::ui::requests
