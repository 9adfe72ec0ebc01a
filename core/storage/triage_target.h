// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/traffic/attack.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Whose hits a decision is about.
struct TriageTarget {
    traffic::RequestId request = 0;      // with whatever hits it has, or
    traffic::AttackId attack = 0;        // all hits of all its requests
    std::optional<std::int64_t> ruleId;  // only hits of this rule
};

}  // namespace mirrorscope::storage
