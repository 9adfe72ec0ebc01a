// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>
#include <vector>

#include "ui/attacks/campaign_groups.h"

namespace mirrorscope::ui::attacks {

/// All attacks that match the filter, in groups of one or two levels and in campaigns. Changes are gathered
/// until settle(). Attacks outlive the next settle() after they were taken away. UI thread.
class AttackArrangement {
public:
    AttackArrangement();

    /// Empty afterwards.
    void setGrouping(const Grouping& grouping);
    const Grouping& grouping() const { return m_grouping; }
    void clear();

    /// Comes, or has changed.
    void put(const AttackEntry& entry);
    void take(const AttackEntry& entry);
    bool contains(traffic::AttackId id) const { return m_places.contains(id); }
    std::size_t size() const { return m_places.size(); }

    /// Brings order and sums up to date. Groups without members stay until dropEmpty(), so that whoever shows
    /// them can first stop to.
    void settle();
    void dropEmpty();

    AttackGroup& everything() { return m_everything; }
    const AttackGroup& everything() const { return m_everything; }
    AttackGroup& campaigns() { return m_campaigns; }
    /// Campaigns before the groups, when there are any.
    std::vector<RowKey> topRows(const std::vector<RowKey>& kept);

private:
    std::vector<AttackGroup*> groupsOf(const traffic::Attack& attack);

    Grouping m_grouping;
    AttackGroup m_everything;
    AttackGroup m_campaigns;
    CampaignGroups m_campaignGroups;
    std::unordered_map<traffic::AttackId, std::vector<AttackGroup*>> m_places;  // outer ones first
};

}  // namespace mirrorscope::ui::attacks
