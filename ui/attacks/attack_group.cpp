// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_group.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace mirrorscope::ui::attacks {
namespace {

bool comesBefore(const AttackEntry* a, const AttackEntry* b) {
    const auto key = [](const AttackEntry* entry) {
        const traffic::Attack& attack = entry->row.attack;
        return std::tuple(attack.severity, attack.lastSeen, attack.id);
    };
    return key(a) > key(b);
}

/// Types have a fixed place within a severity, so that they stand still while attacks arrive. Of the many
/// that there may be of others those with the most attacks come first.
bool comesBefore(const AttackGroup* a, const AttackGroup* b) {
    if (a->severity != b->severity) {
        return a->severity > b->severity;
    }
    if (a->by == GroupBy::Type && a->kind == AttackGroup::Kind::By) {
        return a->members.front()->row.attack.type < b->members.front()->row.attack.type;
    }
    return std::tuple(b->members.size(), b->firstSeen, a->key) <
           std::tuple(a->members.size(), a->firstSeen, b->key);
}

std::size_t wantedAtFirst(AttackGroup::Kind kind) {
    switch (kind) {
        case AttackGroup::Kind::Everything:
            return AttackGroup::kShownMore;
        case AttackGroup::Kind::Campaigns:
            return AttackGroup::kCampaignsAtFirst;
        default:
            return AttackGroup::kShownAtFirst;
    }
}

RowKey rowOf(const AttackEntry* entry) {
    return {RowKind::Attack, entry->row.attack.id, nullptr};
}

RowKey rowOf(AttackGroup* group) {
    return {group->kind == AttackGroup::Kind::Campaign ? RowKind::Campaign : RowKind::Group, 0, group};
}

/// Only what is shown: strangers can make tens of thousands of attacks, each a group of its own.
template <typename Part>
void sortTop(std::vector<Part>& parts, std::size_t wanted) {
    const auto top = parts.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, parts.size()));
    std::partial_sort(parts.begin(), top, parts.end(),
                      [](const Part a, const Part b) { return comesBefore(a, b); });
}

template <typename Part>
std::vector<RowKey> rowsOf(const std::vector<Part>& parts, std::size_t wanted,
                           const std::vector<RowKey>& kept) {
    const auto top = parts.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, parts.size()));
    std::vector<Part> shown(parts.begin(), top);
    if (!kept.empty()) {
        std::copy_if(top, parts.end(), std::back_inserter(shown), [&](const Part part) {
            return std::find(kept.begin(), kept.end(), rowOf(part)) != kept.end();
        });
        sortTop(shown, shown.size());
    }
    std::vector<RowKey> rows;
    std::transform(shown.begin(), shown.end(), std::back_inserter(rows),
                   [](const Part part) { return rowOf(part); });
    if (rows.size() < parts.size()) {
        rows.push_back({RowKind::More, RowKey::kMoreRows, nullptr});
    }
    return rows;
}

}  // namespace

AttackGroup::AttackGroup(Kind kindOf, GroupBy groupedBy, std::string keyOf)
    : kind(kindOf), by(groupedBy), key(std::move(keyOf)), wanted(wantedAtFirst(kindOf)) {}

AttackGroup& AttackGroup::innerGroup(Kind kindOf, GroupBy groupedBy, const std::string& keyOf) {
    std::unique_ptr<AttackGroup>& group = inner[keyOf];
    if (!group) {
        group = std::make_unique<AttackGroup>(kindOf, groupedBy, keyOf);
    }
    return *group;
}

bool AttackGroup::holds(traffic::AttackId id) const {
    return std::any_of(members.begin(), members.end(),
                       [id](const AttackEntry* entry) { return entry->row.attack.id == id; });
}

void AttackGroup::settle() {
    if (!isChanged) {
        return;
    }
    isChanged = false;
    if (!leaving.empty()) {
        std::erase_if(members, [this](const AttackEntry* entry) { return leaving.contains(entry); });
        leaving.clear();
    }
    order.clear();
    for (const auto& [name, group] : inner) {
        group->settle();
        hasEmpty = hasEmpty || group->hasEmpty || group->isEmpty();
        if (!group->isEmpty()) {
            order.push_back(group.get());
        }
    }
    sortTop(order, wanted);
    if (isInnermost()) {
        sortTop(members, wanted);
    }
    sumUp();
}

void AttackGroup::sumUp() {
    severity = traffic::Severity::Info;
    requests = hits = 0;
    score = 0;
    untouched = 0;
    bool isFirst = true;
    for (const AttackEntry* entry : members) {
        const traffic::Attack& attack = entry->row.attack;
        severity = std::max(severity, attack.severity);
        firstSeen = isFirst ? attack.firstSeen : std::min(firstSeen, attack.firstSeen);
        lastSeen = isFirst ? attack.lastSeen : std::max(lastSeen, attack.lastSeen);
        requests += attack.requests;
        hits += attack.hits;
        score = std::max(score, attack.score);
        untouched += entry->row.triage == "new" ? 1 : 0;
        isFirst = false;
    }
}

std::vector<RowKey> AttackGroup::wantedRows(const std::vector<RowKey>& kept) const {
    return isInnermost() ? rowsOf(members, wanted, kept) : rowsOf(order, wanted, kept);
}

void AttackGroup::dropEmpty() {
    if (!std::exchange(hasEmpty, false)) {
        return;
    }
    for (auto group = inner.begin(); group != inner.end();) {
        group->second->dropEmpty();
        group = group->second->isEmpty() ? inner.erase(group) : std::next(group);
    }
}

}  // namespace mirrorscope::ui::attacks
