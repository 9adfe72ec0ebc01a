// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/attacks/attack_group.h"

#include <algorithm>
#include <tuple>

namespace mirrorscope::ui::attacks {
namespace {

bool isWorse(const AttackEntry* a, const AttackEntry* b) {
    const auto key = [](const AttackEntry* entry) {
        const traffic::Attack& attack = entry->row.attack;
        return std::tuple(attack.severity, attack.lastSeen, attack.id);
    };
    return key(a) > key(b);
}

}  // namespace

void AttackGroup::settle() {
    std::sort(members.begin(), members.end(), isWorse);
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

std::vector<traffic::AttackId> AttackGroup::wantedRows(traffic::AttackId pinned) const {
    std::vector<traffic::AttackId> ids;
    for (std::size_t i = 0; i < members.size() && (i < wanted || pinned != 0); ++i) {
        const traffic::AttackId id = members[i]->row.attack.id;
        if (i < wanted || id == pinned) {
            ids.push_back(id);
        }
    }
    if (ids.size() < members.size()) {
        ids.push_back(kMore);
    }
    return ids;
}

std::size_t AttackGroup::hidden() const {
    const bool hasMore = !rows.empty() && rows.back() == kMore;
    return members.size() - std::min(members.size(), rows.size() - (hasMore ? 1 : 0));
}

}  // namespace mirrorscope::ui::attacks
