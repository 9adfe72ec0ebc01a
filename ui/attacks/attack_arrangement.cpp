// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_arrangement.h"

#include <algorithm>

namespace mirrorscope::ui::attacks {
namespace {

using Groups = std::vector<AttackGroup*>;

bool isIn(const Groups& groups, AttackGroup* group) {
    return std::find(groups.begin(), groups.end(), group) != groups.end();
}

}  // namespace

AttackArrangement::AttackArrangement()
    : m_everything(AttackGroup::Kind::Everything, GroupBy::None, {}),
      m_campaigns(AttackGroup::Kind::Campaigns, GroupBy::None, {}) {}

void AttackArrangement::setGrouping(const Grouping& grouping) {
    m_grouping = grouping.normalized();
    clear();
}

void AttackArrangement::clear() {
    m_campaignGroups.clear();
    m_places.clear();
    for (AttackGroup* group : {&m_everything, &m_campaigns}) {
        group->members.clear();
        group->leaving.clear();
        group->order.clear();
        group->inner.clear();
        group->isChanged = true;
        group->settle();
    }
}

Groups AttackArrangement::groupsOf(const traffic::Attack& attack) {
    if (m_grouping.first == GroupBy::None) {
        return {&m_everything};
    }
    Groups groups;
    for (const std::string& key : groupKeys(attack, m_grouping.first)) {
        AttackGroup& outer = m_everything.innerGroup(AttackGroup::Kind::By, m_grouping.first, key);
        groups.push_back(&outer);
        if (m_grouping.second != GroupBy::None) {
            for (const std::string& innerKey : groupKeys(attack, m_grouping.second)) {
                groups.push_back(&outer.innerGroup(AttackGroup::Kind::By, m_grouping.second, innerKey));
            }
        }
    }
    return groups;
}

void AttackArrangement::put(const AttackEntry& entry) {
    const Groups now = groupsOf(entry.row.attack);
    Groups& before = m_places[entry.row.attack.id];
    for (AttackGroup* group : before) {
        if (!isIn(now, group)) {
            group->leaving.insert(&entry);
            group->isChanged = true;
        }
    }
    for (AttackGroup* group : now) {
        if (!isIn(before, group) && group->leaving.erase(&entry) == 0) {
            group->members.push_back(&entry);
        }
        group->isChanged = true;
    }
    before = now;
    m_everything.isChanged = true;
    m_campaignGroups.put(entry);
}

void AttackArrangement::take(const AttackEntry& entry) {
    const auto place = m_places.find(entry.row.attack.id);
    if (place == m_places.end()) {
        return;
    }
    for (AttackGroup* group : place->second) {
        group->leaving.insert(&entry);
        group->isChanged = true;
    }
    m_places.erase(place);
    m_everything.isChanged = true;
    m_campaignGroups.take(entry);
}

void AttackArrangement::settle() {
    m_campaignGroups.settle(m_campaigns);
    m_campaigns.settle();
    m_everything.settle();
}

void AttackArrangement::dropEmpty() {
    m_everything.dropEmpty();
    m_campaigns.dropEmpty();
}

std::vector<RowKey> AttackArrangement::topRows(const std::vector<RowKey>& kept) {
    std::vector<RowKey> rows = m_everything.wantedRows(kept);
    if (!m_campaigns.isEmpty()) {
        rows.insert(rows.begin(), RowKey{RowKind::Group, 0, &m_campaigns});
    }
    return rows;
}

}  // namespace mirrorscope::ui::attacks
