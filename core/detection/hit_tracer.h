// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/detection/hit_point.h"
#include "core/detection/received_places.h"
#include "core/detection/rule_reference.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::detection {

/// One match of one rule as the engine tells it.
struct EngineMatch {
    std::string variable;                       // "ARGS:id"
    std::string value;                          // after the rule's transformations
    const MatchReference* reference = nullptr;  // null when it cannot be told apart from others
    BodyKind body = BodyKind::Other;
    bool isQueryArgument = false;  // an argument of that name is in the query
};

/// Fills variable, point, matched, transformations and, when `withOffset` and the bytes agree, offset and
/// length.
void traceHit(const EngineMatch& match, const ReceivedPlaces& places, bool withOffset, traffic::Hit& hit);

}  // namespace mirrorscope::detection
