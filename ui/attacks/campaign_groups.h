// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ui/attacks/attack_group.h"

namespace mirrorscope::ui::attacks {

/// Keeps the campaigns among attacks that come, change and go; only networks in which something happened are
/// looked at again. Attacks outlive the next settle() after they were taken away. UI thread.
class CampaignGroups {
public:
    void put(const AttackEntry& entry);
    void take(const AttackEntry& entry);
    void clear();
    /// Writes what changed to the inner groups of `all`; those of campaigns that are none any more are left
    /// without members. True: something changed.
    bool settle(AttackGroup& all);

private:
    struct Network {
        std::unordered_set<const AttackEntry*> attacks;
        std::vector<AttackGroup*> campaigns;
    };
    static void settle(Network& network, AttackGroup& all);

    std::unordered_map<std::string, Network> m_networks;  // those without attacks have campaigns to give back
    std::unordered_set<std::string> m_changed;
};

}  // namespace mirrorscope::ui::attacks
