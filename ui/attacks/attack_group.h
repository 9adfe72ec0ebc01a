// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "core/traffic/campaigns.h"
#include "core/traffic/rows.h"
#include "ui/attacks/grouping.h"
#include "ui/attacks/row_key.h"

namespace mirrorscope::ui::attacks {

/// An attack and the newest request known to belong to it, 0 for none.
struct AttackEntry {
    traffic::AttackRow row;
    traffic::RequestId sample = 0;
};

/// Attacks that match the filter and have something in common, with sums over all of them, shown or not; or
/// all attacks, or the campaigns, or one campaign. Belongs to its arrangement.
struct AttackGroup {
    enum class Kind : std::uint8_t { Everything, By, Campaigns, Campaign };

    /// A group stays comparable on one screen (UI.md section 2).
    static constexpr std::size_t kShownAtFirst = 4;
    static constexpr std::size_t kCampaignsAtFirst = 2;
    static constexpr std::size_t kShownMore = 100;

    AttackGroup(Kind kindOf, GroupBy groupedBy, std::string keyOf);

    Kind kind;
    GroupBy by;       // what its attacks have in common; kind By
    std::string key;  // of that, see groupKeys()
    traffic::Campaign campaign{};

    std::vector<const AttackEntry*> members;  // the wanted ones first: worst, then latest; see settle()
    std::unordered_set<const AttackEntry*> leaving;
    std::map<std::string, std::unique_ptr<AttackGroup>> inner;  // not in an innermost group
    std::vector<AttackGroup*> order;                            // those with members, the wanted ones first
    std::size_t wanted;     // rows that the user asked for; a change is one
    bool isChanged = true;  // since the last settle()
    bool hasEmpty = false;  // inner groups at any depth, for dropEmpty()

    traffic::Severity severity = traffic::Severity::Info;
    base::WallTime firstSeen{};
    base::WallTime lastSeen{};
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;
    int score = 0;
    std::size_t untouched = 0;  // triage is still "new"

    bool isInnermost() const { return inner.empty(); }
    bool isEmpty() const { return members.empty(); }
    /// What its rows stand for: inner groups, or attacks.
    std::size_t parts() const { return isInnermost() ? members.size() : order.size(); }

    bool holds(traffic::AttackId id) const;

    AttackGroup& innerGroup(Kind kindOf, GroupBy groupedBy, const std::string& keyOf);
    /// Inner groups first, then those who leave, the order and the sums.
    void settle();
    /// What the table should show of it: the wanted ones, the kept ones wherever they stand, "Show N more".
    std::vector<RowKey> wantedRows(const std::vector<RowKey>& kept) const;
    /// Inner groups without members go; nobody may hold them.
    void dropEmpty();

private:
    void sumUp();
};

}  // namespace mirrorscope::ui::attacks
