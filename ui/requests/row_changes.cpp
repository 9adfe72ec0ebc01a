// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/requests/row_changes.h"

namespace mirrorscope::ui::requests {

SharedRow changedRow(const traffic::RequestRow& row, const api::RequestAttributed& change) {
    auto changed = std::make_shared<traffic::RequestRow>(row);
    changed->context = change.context;
    changed->flags |= change.context.flags;
    changed->sourceName = change.sourceName;
    return changed;
}

SharedRow changedRow(const traffic::RequestRow& row, const api::RequestJudged& change) {
    auto changed = std::make_shared<traffic::RequestRow>(row);
    changed->state = change.state;
    changed->score = change.score;
    changed->threshold = change.threshold;
    changed->attackTypes = change.attackTypes;
    return changed;
}

}  // namespace mirrorscope::ui::requests
