// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "core/api/live_batch.h"

namespace mirrorscope::ui::live {

/// What one drain of the live feed brought, sorted by kind. Apply in this order: a request is attributed
/// after it arrived and judged after that. The items are the feed's own, shared and never changed.
struct LiveChanges {
    std::vector<std::shared_ptr<const traffic::RequestRow>> arrived;  // ids ascending
    std::vector<std::shared_ptr<const api::RequestAttributed>> attributed;
    std::vector<std::shared_ptr<const api::RequestJudged>> judged;

    bool empty() const { return arrived.empty() && attributed.empty() && judged.empty(); }
};

using SharedLiveChanges = std::shared_ptr<const LiveChanges>;

}  // namespace mirrorscope::ui::live
