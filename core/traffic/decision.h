// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/clock.h"

namespace mirrorscope::traffic {

/// What a decision was about. Decisions about the same hit stand in the order of their ids.
struct DecisionReceipt {
    std::int64_t decision = 0;
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;  // rows of the hits table
};

/// How many fit a filter.
struct MatchCount {
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;
    std::uint64_t attacks = 0;  // with at least one of these requests
};

/// A line of the history of decisions.
struct LoggedDecision {
    DecisionReceipt receipt;
    base::WallTime at{};
    std::string state;  // by triageStateName(); a later version may know more
    std::string reason;
    std::string about;                     // "request", "attack", "filter"; "earlier": of an older session
    std::string scope;                     // id or text of the filter, as written
    std::optional<std::int64_t> ruleId{};  // only hits of this rule
    bool isUndone = false;
};

}  // namespace mirrorscope::traffic
