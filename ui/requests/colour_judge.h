// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>
#include <vector>

#include "ui/filter/row_judge.h"
#include "ui/requests/colour_rule.h"
#include "ui/requests/row_changes.h"

namespace mirrorscope::ui::requests {

/// Which rule a row is shown by: the first one that is on and fits. Remembers it for rows in view, because a
/// row is asked for once a cell. UI thread.
class ColourJudge {
public:
    /// Rules whose filter cannot be judged by rows alone are left out. Relative times count from `moment`.
    void setRules(const ColourRules& rules, const query::Moment& moment);
    bool isEmpty() const { return m_rules.empty(); }

    /// Null: none fits. Valid until the next setRules().
    const ColourRule* ruleOf(const SharedRow& row);

private:
    struct Judged {
        ColourRule rule;
        filter::RowJudge judge;
    };
    struct Remembered {
        SharedRow row;  // as it was judged: a row that changed is another one
        const ColourRule* rule = nullptr;
    };

    std::vector<Judged> m_rules;
    std::unordered_map<traffic::RequestId, Remembered> m_known;
};

}  // namespace mirrorscope::ui::requests
