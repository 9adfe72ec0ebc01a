// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/traffic/attack.h"
#include "core/traffic/rows.h"

namespace mirrorscope::api {

/// A request was committed. Its context is empty and its state pending.
struct RequestArrived {
    traffic::RequestRow row;
};

/// It is known who sent it.
struct RequestAttributed {
    traffic::RequestContext context;
    std::string sourceName;
};

/// The rules judged it. `attacks` are the attacks it belongs to, as they are now.
struct RequestJudged {
    traffic::RequestId id = 0;
    traffic::RequestState state = traffic::RequestState::Pending;
    int score = 0;
    int threshold = 0;
    std::vector<traffic::AttackType> attackTypes;
    std::vector<traffic::AttackRow> attacks;
};

using LiveEvent = std::variant<RequestArrived, RequestAttributed, RequestJudged>;

/// Answer to "what is new since N?". Of one request the events come in the order of the types above.
struct LiveBatch {
    std::vector<std::shared_ptr<const LiveEvent>> events;
    std::uint64_t last = 0;    // ask with this next time
    std::uint64_t missed = 0;  // events that left the ring unread: read the store instead
};

}  // namespace mirrorscope::api
