// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/traffic/attack.h"
#include "core/traffic/mirrored_request.h"

namespace mirrorscope::storage {

/// Whose hits a decision is about.
struct TriageTarget {
    traffic::RequestId request = 0;      // as a whole, or
    traffic::AttackId attack = 0;        // all hits of all its requests
    std::optional<std::int64_t> ruleId;  // only hits of this rule
};

/// Many of one decision: requests as wholes, or attacks with all their hits. Not both.
struct TriageTargets {
    std::vector<traffic::RequestId> requests{};
    std::vector<traffic::AttackId> attacks{};
};

/// What a person could see of requests when deciding about them.
struct SeenHits {
    std::uint64_t hits = 0;
    std::set<std::string> types{};
};

}  // namespace mirrorscope::storage
