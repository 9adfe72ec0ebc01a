// SPDX-License-Identifier: Apache-2.0
#include "core/report/attack_selection.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace mirrorscope::report {
namespace {

auto weightOf(const traffic::AttackRow& row) {
    const traffic::Attack& attack = row.attack;
    return std::tuple(attack.severity, attack.score, attack.requests, attack.lastSeen, attack.id);
}

}  // namespace

void AttackSelection::add(std::vector<traffic::AttackRow> rows) {
    m_seen += rows.size();
    std::move(rows.begin(), rows.end(), std::back_inserter(m_rows));
    cut();
}

void AttackSelection::cut() {
    std::ranges::sort(m_rows, [](const auto& a, const auto& b) { return weightOf(a) > weightOf(b); });
    if (m_rows.size() > m_most) {
        m_rows.resize(m_most);
    }
}

std::vector<traffic::AttackRow> AttackSelection::take() {
    return std::exchange(m_rows, {});
}

}  // namespace mirrorscope::report
