// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/attack_board.h"

#include <algorithm>

namespace mirrorscope::pipeline {
namespace {

/// About 1 kB each; a scan that opens more than this shows totals since it was forgotten.
constexpr std::size_t kMostAttacks = 10'000;

}  // namespace

AttackBoard::AttackBoard(const std::vector<traffic::Attack>& open) {
    for (const traffic::Attack& attack : open) {
        m_attacks.emplace(attack.id, attack);
    }
}

const traffic::Attack& AttackBoard::add(const traffic::AttackChange& change) {
    const traffic::Attack& share = change.attack;
    if (!m_attacks.contains(share.id) && m_attacks.size() >= kMostAttacks) {
        forgetOldest();
    }
    const auto [place, isNew] = m_attacks.try_emplace(share.id, share);
    traffic::Attack& attack = place->second;
    if (isNew) {
        return attack;
    }
    attack.firstSeen = std::min(attack.firstSeen, share.firstSeen);
    attack.lastSeen = std::max(attack.lastSeen, share.lastSeen);
    attack.requests += share.requests;
    attack.hits += share.hits;
    attack.score = std::max(attack.score, share.score);
    if (share.severity > attack.severity) {
        attack.severity = share.severity;
        attack.message = share.message;
        attack.point = share.point;
    }
    for (const auto rule : share.ruleIds) {
        if (std::ranges::find(attack.ruleIds, rule) == attack.ruleIds.end()) {
            attack.ruleIds.push_back(rule);
        }
    }
    return attack;
}

void AttackBoard::forgetOldest() {
    const auto oldest =
        std::ranges::min_element(m_attacks, {}, [](const auto& entry) { return entry.second.lastSeen; });
    m_attacks.erase(oldest);
}

}  // namespace mirrorscope::pipeline
