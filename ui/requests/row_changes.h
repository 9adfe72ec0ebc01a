// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/api/live_batch.h"
#include "core/traffic/rows.h"

namespace mirrorscope::ui::requests {

using SharedRow = std::shared_ptr<const traffic::RequestRow>;

/// The request that a change is about.
inline traffic::RequestId requestOf(const api::RequestAttributed& change) {
    return change.context.requestId;
}
inline traffic::RequestId requestOf(const api::RequestJudged& change) {
    return change.id;
}

/// The row as the live feed says it is now.
SharedRow changedRow(const traffic::RequestRow& row, const api::RequestAttributed& change);
SharedRow changedRow(const traffic::RequestRow& row, const api::RequestJudged& change);

}  // namespace mirrorscope::ui::requests
