// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/traffic/attack_type.h"
#include "core/traffic/source.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::traffic {

/// Given by the analyst, ascending, never reused in a session.
using AttackId = std::int64_t;

/// Hits that belong together: (source, client, host, type), with an unknown client also the endpoint. A gap
/// of 30 minutes or a length of 24 hours ends it.
struct Attack {
    AttackId id = 0;
    base::WallTime firstSeen{};
    base::WallTime lastSeen{};
    AttackType type = AttackType::Other;
    Severity severity = Severity::Info;  // the worst hit
    SourceId source = 0;
    std::string client;  // empty: unknown
    std::string host;
    std::string endpoint;  // method and path template of the first request
    std::string message;   // of the worst hit
    std::string point;     // of the worst hit
    std::vector<std::int64_t> ruleIds;
    std::uint64_t requests = 0;
    std::uint64_t hits = 0;
    int score = 0;  // highest of its requests, never a sum
};

}  // namespace mirrorscope::traffic
