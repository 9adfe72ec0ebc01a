// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <memory>

#include "core/traffic/rows.h"
#include "ui/filter/filter_terms.h"
#include "ui/live/live_changes.h"

namespace mirrorscope::ui::live {
class LiveBridge;
class PageLoader;
}  // namespace mirrorscope::ui::live

namespace mirrorscope::ui::attacks {

class AttackGroups;

/// Attacks as a tree: a group a type, in it the four worst and "Show N more". Filled once from the store and
/// kept true by what the live feed tells. Lives on the UI thread; bridge and loader outlive it.
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
        FilterKeyRole,                   // int of filter::FilterKey; invalid: none
        FilterValueRole,                 // QString
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

    /// Reads the session again. Called by the shell once after the bridge was started, later by itself.
    void reload();
    void setFilter(const filter::FilterTerms& terms);
    /// Opens `index`'s "Show N more" (or the group's) by the next hundred; `everything`: all of them.
    void showMore(const QModelIndex& index, bool everything = false);

    /// Attacks that match the filter, and requests in them.
    int attackCount() const;
    std::uint64_t requestCount() const;
    bool isLoading() const { return m_loading; }
    const traffic::AttackRow* attack(traffic::AttackId id) const;
    /// Newest request of an attack that this model was told of; 0: ask the session.
    traffic::RequestId sampleOf(traffic::AttackId id) const;
    QModelIndex indexOf(traffic::AttackId id) const;

    /// Looks the newest request of an attack up in the session; sampleFound tells.
    void findSample(traffic::AttackId id);
    void setUtcOffset(int minutes);

signals:
    void countsChanged();
    void loadingChanged(bool loading);
    void sampleFound(mirrorscope::traffic::AttackId id, mirrorscope::traffic::RequestId sample);

private:
    void applyLive(const live::LiveChanges& changes);

    live::LiveBridge& m_bridge;
    live::PageLoader& m_loader;
    std::unique_ptr<AttackGroups> m_groups;
    filter::FilterTerms m_filter;
    int m_utcOffset = 0;
    bool m_loading = false;
};

}  // namespace mirrorscope::ui::attacks
