// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/colour_judge.h"

#include <algorithm>

namespace mirrorscope::ui::requests {
namespace {

/// Some screens full.
constexpr std::size_t kMostKnown = 512;

}  // namespace

void ColourJudge::setRules(const ColourRules& rules, const query::Moment& moment) {
    m_known.clear();
    m_rules.clear();
    for (const ColourRule& rule : rules) {
        if (rule.isOn && !complaintAbout(rule.filter)) {
            const auto filter = filter::Filter::read(rule.filter.toStdString(), moment);
            m_rules.push_back({rule, filter::RowJudge(*filter)});
        }
    }
}

const ColourRule* ColourJudge::ruleOf(const SharedRow& row) {
    if (!row || m_rules.empty()) {
        return nullptr;
    }
    if (const auto known = m_known.find(row->id); known != m_known.end() && known->second.row == row) {
        return known->second.rule;
    }
    if (m_known.size() >= kMostKnown) {
        m_known.clear();
    }
    const auto fitting =
        std::ranges::find_if(m_rules, [&](const Judged& one) { return one.judge.holds(*row); });
    const ColourRule* rule = fitting == m_rules.end() ? nullptr : &fitting->rule;
    m_known[row->id] = {row, rule};
    return rule;
}

}  // namespace mirrorscope::ui::requests
