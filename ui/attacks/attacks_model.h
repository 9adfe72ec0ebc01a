// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/traffic/rows.h"
#include "ui/attacks/attack_filter.h"
#include "ui/attacks/grouping.h"
#include "ui/attacks/row_tree.h"

namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::attacks {

class AttackArrangement;
class AttackDetails;
class AttackFeed;

/// Attacks as a tree: campaigns, then groups of one or two levels, in each the worst and "Show N more"; below
/// an opened attack its hits and requests. Filled once from the store and kept true by what the live feed
/// tells, at most twice a second. Lives on the UI thread; bridge and loader outlive it.
class AttacksModel : public RowTree {
    Q_OBJECT

public:
    enum class Column : std::uint8_t {
        Severity,
        Title,
        Source,
        Client,
        Endpoint,
        Requests,
        Hits,
        Score,
        FirstSeen,
        LastSeen,
        Triage,
        Count
    };
    enum Role {
        RowKindRole = Qt::UserRole + 1,  // int of RowKind
        AttackIdRole,                    // qint64, 0 for rows that are no part of one attack
        RequestIdRole,    // qint64: of a request, or the newest with that hit; invalid: neither
        SeverityRole,     // int of traffic::Severity
        SourceIdRole,     // qint64
        FilterFieldRole,  // int of query::FieldId, with FilterValueRole
        FilterValueRole,  // QByteArray as received; invalid: none
        CopyRole,         // QString
        WeakRole,         // bool: secondary colour
    };

    AttacksModel(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent = nullptr);
    ~AttacksModel() override;

    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Conditions that attacks do not know are left out and named. A filter that only slid
    /// (filter/time_range.h) takes away the attacks that ended too long ago and leaves all others where they
    /// are.
    void setFilter(const filter::Filter& filter);
    const QStringList& ignoredConditions() const { return m_filter.ignored(); }
    void setGrouping(const Grouping& grouping);
    Grouping grouping() const;
    /// Opens `index`'s "Show N more" (or the group's) by the next hundred; `everything`: all of them.
    void showMore(const QModelIndex& index, bool everything = false);
    /// Reads an attack's hits and requests, or lets go of them. Nothing for other rows.
    void setOpen(const QModelIndex& index, bool isOpen);

    /// Attacks that match the filter, and the sources they came through.
    int attackCount() const;
    int sourceCount() const;
    bool isLoading() const;
    const traffic::AttackRow* attack(traffic::AttackId id) const;
    /// Newest request of an attack that this model was told of; 0: ask the session.
    traffic::RequestId sampleOf(traffic::AttackId id) const;
    /// Its row in a group, else in a campaign; invalid: not shown.
    QModelIndex indexOf(traffic::AttackId id) const;

    /// Those that match the filter.
    std::vector<traffic::AttackId> matchingAttacks() const;
    /// They are all of the session: everything was read, and nothing had to be left out.
    bool knowsAllAttacks() const;
    /// All that the row stands for: of a group and a campaign those that are not shown, too.
    std::vector<traffic::AttackId> attacksOf(const QModelIndex& index) const;
    /// Somebody decided something in the session; `isAny`: some decision is in force.
    void readTriageAgain(bool isAny);

    /// Looks the newest request of an attack up in the session; sampleFound tells.
    void findSample(traffic::AttackId id);
    /// This row stays although it no longer is among the worst: it is selected.
    void setPinned(const QModelIndex& index);
    /// These, too.
    void setSelected(const QModelIndexList& rows);
    void setTimeZone(const QTimeZone& zone);

signals:
    void countsChanged();
    void loadingChanged(bool loading);
    void sampleFound(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);
    /// Rows come, go or change places between the two.
    void aboutToArrange();
    void arranged();

protected:
    std::vector<RowKey> firstRows(const RowKey& key) const override;
    void rowGone(quintptr id) override;

private:
    enum class Tell { Rows, RowsAndNumbers };

    void clear();
    void take(const std::vector<traffic::AttackId>& ids);
    void dropPassed();
    void forget(const std::vector<traffic::AttackId>& ids);
    void rebuild(const Grouping& grouping);
    void arrange(Tell tell);
    void arrange(Node& node, Tell tell, const std::unordered_set<quintptr>& kept);
    void arrangeDetails(Node& node);
    /// The pinned row, the opened attacks, and all above them.
    std::unordered_set<quintptr> keptNodes() const;
    void tellAllChanged(const Node& node);
    void growDetails(const std::vector<traffic::AttackId>& ids);
    const Node* find(const Node& node, traffic::AttackId id) const;
    QVariant rowData(const Node& node, Column column, int role) const;
    QVariant moreData(const Node& node, Column column, int role) const;
    AttackDetails* detailsOf(const Node& node) const;

    live::PageLoader& m_loader;
    std::unique_ptr<AttackFeed> m_feed;
    std::unique_ptr<AttackArrangement> m_arrangement;
    std::unordered_map<quintptr, std::unique_ptr<AttackDetails>> m_details;  // of opened attacks, by row
    filter::Filter m_asked;
    AttackFilter m_filter;
    QTimeZone m_zone = QTimeZone::utc();
    quintptr m_pinned = 0;
    std::unordered_set<quintptr> m_selected;
    traffic::AttackId m_wanted = 0;  // while all rows are made anew: this attack is selected
};

}  // namespace mirrorscope::ui::attacks
