// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimeZone>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/traffic/mark.h"
#include "core/traffic/rows.h"
#include "ui/filter/filter.h"
#include "ui/live/live_changes.h"
#include "ui/requests/row_changes.h"
#include "ui/requests/search_state.h"
#include "ui/requests/sort_state.h"
#include "ui/requests/time_column.h"

namespace mirrorscope::api {
struct ServiceStatus;
}
namespace mirrorscope::standing {
struct KnownSource;
}
namespace mirrorscope::ui::known {
class KnownLabels;
}
namespace mirrorscope::ui::live {
class LiveBridge;
class PacedChanges;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::requests {

struct ColourRule;
class ColourJudge;
class HeaderColumns;
class MarkColumn;
class RequestPages;
class RequestSearch;
class SortedRows;
struct ToldLast;

/// The requests of a session as a table of any length. Without a filter a row is an id (row 0 is the first
/// request, the newest is last), so millions of rows cost nothing but the pages that are looked at. With a
/// filter the rows are the ids found so far, newest first, and what arrives and matches is put on top.
/// Sorted, they are those of the moment when the sort began, and what arrives is only counted. Cells of a
/// page that is still being read show dots. Lives on the UI thread; bridge and loader outlive it.
class RequestsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role {
        RequestIdRole = Qt::UserRole + 1,  // qint64
        SourceIdRole,                      // qint64, 0 while unknown
        LoadedRole,                        // bool, false: the cell shows dots
        FilterValueRole,  // QByteArray as received, what "Show only" asks for; invalid: nothing
        CopyRole,         // QString, the cell's value as shown text, not elided
        HeaderNameRole,   // QByteArray, valid where the column is a header
        WeakRole,         // bool, the value says that nothing is known: secondary colour
        TimeRole,         // qint64, microseconds since 1970 UTC, where the cell is a time
        FlagsRole,        // QStringList, names of flags, where the cell shows them
    };

    RequestsModel(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent = nullptr);
    ~RequestsModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What a cell shows while its page is being read; row height and scroll bar do not move.
    static QString dots();

    /// Of the setting: "time", "header:X-Forwarded-For".
    QString columnName(int section) const;
    /// -1: there is none.
    int columnByName(const QString& name) const;
    /// A column behind the others; false for what is no name of a header, is a column already, or too many.
    bool addHeaderColumn(const QString& name);
    void removeHeaderColumn(int section);

    live::PageLoader& loader() const { return m_loader; }

    /// 0 when there is no such row.
    traffic::RequestId idAt(int row) const;
    /// -1 when the id is not in the table (not stored, or not found by the filter).
    int rowOf(traffic::RequestId id) const;
    /// Null while its page is being read.
    std::shared_ptr<const traffic::RequestRow> rowAt(int row) const;
    /// True with a filter: the newest row is row 0, not the last one. Says nothing while sorted.
    bool newestFirst() const { return !m_filter.isEmpty(); }

    /// Unset while it is being read.
    std::optional<traffic::Mark> markOf(traffic::RequestId id) const;
    /// Somebody marked these requests, or took their marks away.
    void readMarksAgain(const std::vector<traffic::RequestId>& ids);

    /// Somebody decided something in the session: with a filter that asks for it, rows come and go.
    void recheckDecisions();

    /// Rows are tinted by the first rule that is on and fits.
    void setColourRules(const std::vector<ColourRule>& rules);
    /// Empty: none fits.
    QString ruleNameOf(const traffic::RequestRow& row) const;

    /// Rows bear the names of those that they fit: requests_model_known.cpp.
    void setKnownSources(const std::vector<standing::KnownSource>& sources);
    /// As far as they are known by now, in the order of the list.
    QStringList knownNamesOf(const traffic::RequestRow& row) const;
    /// What the first of them asks for.
    std::optional<query::Node> knownConditionOf(int row) const;

    /// The previous search is cancelled. An empty filter shows everything. One that only slid
    /// (filter/time_range.h) takes the oldest rows out and leaves all others where they are, unless the rows
    /// are sorted.
    void setFilter(const filter::Filter& filter);
    const filter::Filter& filter() const { return m_filter; }
    SearchState searchState() const;
    void cancelSearch();
    void continueSearch();
    /// Nothing is on its way that could change which rows match.
    bool isSettled() const;

    /// Rows stay as they are until the store has sorted those of now; ignored for a column without a sort
    /// key.
    void sortBy(const SortChoice& choice);
    /// Keeps the order of before.
    void cancelSort();
    void toArrivalOrder();
    std::optional<SortChoice> sortChoice() const;
    bool isSorted() const { return m_sorted != nullptr; }
    SortState sortState() const;

    /// Pages in view and a page around them; the rest of what is on its way is not read any more.
    void setVisibleRows(int first, int last);

    void setTimeZone(const QTimeZone& zone);
    const QTimeZone& timeZone() const { return m_zone; }
    void setTimeMode(TimeMode mode);
    TimeMode timeMode() const { return m_timeMode; }
    /// Times of the mode Reference are measured from that row; false while it is being read.
    bool setTimeReference(int row);
    const TimeReference& timeReference() const { return m_reference; }

signals:
    void searchStateChanged(const mirrorscope::ui::requests::SearchState& state);
    void sortStateChanged();
    /// Rows that the live feed added, sorted: would have added; search results do not count.
    void newRows(int count);

private:
    void applyLive(const live::LiveChanges& changes);
    void applyStatus(const api::ServiceStatus& status);
    void noteTold(const live::LiveChanges& changes);
    void recheck(traffic::RequestId first, traffic::RequestId last);
    int growTo(traffic::RequestId last);
    void readAgain();
    void restartSearch();
    void connectSearch();
    void sortAnew();
    void onSorted();
    void onSortFailed();
    bool isGone(int row) const;
    /// All that take in what the live feed tells.
    std::vector<RequestSearch*> searches() const;
    QString orderMark(RequestColumn column) const;
    const ColourRule* ruleAt(int row) const;
    static QString ruleTitle(const ColourRule& rule);
    QVariant tint(int row) const;
    QVariant ruleCell(int row, int role) const;
    QVariant idNote(int row, int role) const;
    QVariant knownCell(int row, int role) const;
    QVariant clientNote(const traffic::RequestRow& row, int role, const QVariant& plain) const;
    void wantKnown(const std::vector<traffic::RequestId>& ids);
    void onKnownLoaded();
    void wantColumns();
    std::vector<traffic::RequestId> idsInView() const;
    /// Of the rows in view and around.
    void emitInView(int firstColumn, int lastColumn);
    void onMarksLoaded();
    void onHeadersLoaded();
    QVariant headerCell(const QModelIndex& index, int role) const;
    void tellTimes();
    void forgetReference();
    std::optional<QString> relativeTime(int row, base::WallTime time) const;
    void onPageLoaded(qint64 first, qint64 last);
    void tellChanged(int first, int last);
    void tellNew(int count);

    live::LiveBridge& m_bridge;
    live::PageLoader& m_loader;
    live::PacedChanges* m_paced;  // child
    std::unique_ptr<RequestPages> m_pages;
    std::unique_ptr<RequestSearch> m_search;  // null: no filter, or sorted
    std::unique_ptr<SortedRows> m_sorted;     // null: arrival order
    std::unique_ptr<SortedRows> m_sorting;    // on its way
    SortState m_failedSort;
    filter::Filter m_filter;
    std::unique_ptr<ToldLast> m_told;
    std::filesystem::path m_session;
    traffic::RequestId m_last = 0;
    QTimeZone m_zone = QTimeZone::utc();
    TimeMode m_timeMode = TimeMode::Window;
    TimeReference m_reference;
    std::unique_ptr<HeaderColumns> m_headers;
    std::unique_ptr<MarkColumn> m_marks;
    std::unique_ptr<ColourJudge> m_colours;
    std::unique_ptr<known::KnownLabels> m_known;
    int m_visibleFirst = 0;
    int m_visibleLast = -1;
};

}  // namespace mirrorscope::ui::requests
