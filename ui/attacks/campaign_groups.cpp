// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/campaign_groups.h"

#include <utility>

namespace mirrorscope::ui::attacks {

void CampaignGroups::put(const AttackEntry& entry) {
    if (!entry.row.attack.client.empty()) {
        const std::string name = traffic::campaignNetwork(entry.row.attack.client);
        m_networks[name].attacks.insert(&entry);
        m_changed.insert(name);
    }
}

void CampaignGroups::take(const AttackEntry& entry) {
    const std::string name = traffic::campaignNetwork(entry.row.attack.client);
    const auto network = m_networks.find(name);
    if (network != m_networks.end() && network->second.attacks.erase(&entry) > 0) {
        m_changed.insert(name);
    }
}

void CampaignGroups::clear() {
    m_networks.clear();
    m_changed.clear();
}

bool CampaignGroups::settle(AttackGroup& all) {
    bool isChanged = false;
    for (const std::string& name : std::exchange(m_changed, {})) {
        const auto network = m_networks.find(name);
        const bool had = !network->second.campaigns.empty();
        settle(network->second, all);
        isChanged = isChanged || had || !network->second.campaigns.empty();
        if (network->second.attacks.empty()) {
            m_networks.erase(network);
        }
    }
    if (isChanged) {
        all.isChanged = true;
        all.members.clear();
        for (const auto& [key, campaign] : all.inner) {
            all.members.insert(all.members.end(), campaign->members.begin(), campaign->members.end());
        }
    }
    return isChanged;
}

void CampaignGroups::settle(Network& network, AttackGroup& all) {
    for (AttackGroup* campaign : std::exchange(network.campaigns, {})) {
        campaign->members.clear();
        campaign->campaign = {};
        campaign->isChanged = true;
    }
    if (network.attacks.size() < traffic::kCampaignAttacks) {
        return;
    }
    std::vector<const traffic::Attack*> attacks;
    std::unordered_map<const traffic::Attack*, const AttackEntry*> entries;
    for (const AttackEntry* entry : network.attacks) {
        attacks.push_back(&entry->row.attack);
        entries.emplace(&entry->row.attack, entry);
    }
    for (traffic::Campaign& campaign : traffic::findCampaigns(attacks)) {
        AttackGroup& group =
            all.innerGroup(AttackGroup::Kind::Campaign, GroupBy::None, std::to_string(campaign.id()));
        for (const traffic::Attack* attack : campaign.attacks) {
            group.members.push_back(entries.at(attack));
        }
        campaign.attacks.clear();  // the members are enough
        group.campaign = std::move(campaign);
        group.isChanged = true;
        network.campaigns.push_back(&group);
    }
}

}  // namespace mirrorscope::ui::attacks
