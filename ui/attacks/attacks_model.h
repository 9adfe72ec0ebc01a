// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QTimeZone>
#include <map>
#include <memory>
#include <set>
#include <unordered_set>
#include <vector>

#include "core/traffic/rows.h"
#include "ui/attacks/attack_filter.h"

namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::attacks {

class AttackFeed;
struct AttackEntry;
struct AttackGroup;

/// Attacks as a tree: a group a type, in it the four worst and "Show N more". Filled once from the store and
/// kept true by what the live feed tells, at most twice a second. Lives on the UI thread; bridge and loader
/// outlive it.
class AttacksModel : public QAbstractItemModel {
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
    enum class RowKind : std::uint8_t { Group, Attack, More };
    enum Role {
        RowKindRole = Qt::UserRole + 1,  // int of RowKind
        AttackIdRole,                    // qint64, 0 for other rows
        SeverityRole,                    // int of traffic::Severity
        SourceIdRole,                    // qint64
        FilterFieldRole,                 // int of query::FieldId, with FilterValueRole
        FilterValueRole,                 // QByteArray as received; invalid: none
        CopyRole,                        // QString
        WeakRole,                        // bool: secondary colour
    };

    AttacksModel(live::LiveBridge& bridge, live::PageLoader& loader, QObject* parent = nullptr);
    ~AttacksModel() override;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Conditions that attacks do not know are left out and named.
    void setFilter(const filter::Filter& filter);
    const QStringList& ignoredConditions() const { return m_filter.ignored(); }
    /// Opens `index`'s "Show N more" (or the group's) by the next hundred; `everything`: all of them.
    void showMore(const QModelIndex& index, bool everything = false);

    /// Attacks that match the filter, and the sources they came through.
    int attackCount() const;
    int sourceCount() const;
    bool isLoading() const;
    const traffic::AttackRow* attack(traffic::AttackId id) const;
    /// Newest request of an attack that this model was told of; 0: ask the session.
    traffic::RequestId sampleOf(traffic::AttackId id) const;
    QModelIndex indexOf(traffic::AttackId id) const;

    /// Looks the newest request of an attack up in the session; sampleFound tells.
    void findSample(traffic::AttackId id);
    /// This attack's row stays although it no longer is among the worst: it is selected. 0: none.
    void setPinned(traffic::AttackId id);
    void setTimeZone(const QTimeZone& zone);

signals:
    void countsChanged();
    void loadingChanged(bool loading);
    void sampleFound(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);

private:
    using Members = std::map<traffic::AttackType, std::vector<const AttackEntry*>>;

    void clear();
    void take(const std::vector<traffic::AttackId>& ids);
    void forget(const std::vector<traffic::AttackId>& ids);
    void update(const std::set<traffic::AttackType>& types, Members entering);

    AttackGroup* groupOf(traffic::AttackType type) const;
    const AttackGroup* groupAt(const QModelIndex& index) const;
    QModelIndex indexOfGroup(const AttackGroup& group) const;
    std::unique_ptr<AttackGroup> newGroup(traffic::AttackType type,
                                          std::vector<const AttackEntry*> members) const;
    void updateRows(AttackGroup& group);
    void orderRows(AttackGroup& group, const std::vector<traffic::AttackId>& rows);
    void orderGroups();
    void removeEmptyGroups();
    void tellChanged(const AttackGroup& group);

    std::unique_ptr<AttackFeed> m_feed;
    std::vector<std::unique_ptr<AttackGroup>> m_groups;  // as shown
    std::unordered_set<traffic::AttackId> m_grouped;     // members of all groups
    filter::Filter m_asked;
    AttackFilter m_filter;
    QTimeZone m_zone = QTimeZone::utc();
    traffic::AttackId m_pinned = 0;
};

}  // namespace mirrorscope::ui::attacks
