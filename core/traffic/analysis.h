// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/traffic/attack.h"
#include "core/traffic/finding.h"
#include "core/traffic/header_presence.h"
#include "core/traffic/request_context.h"
#include "core/traffic/top_value.h"
#include "core/traffic/verdict.h"

namespace mirrorscope::traffic {

/// A stored request with what is known of it so far; how followers of the journal see it, from memory or
/// store.
struct StoredRequest {
    std::shared_ptr<const MirroredRequest> request;
    std::shared_ptr<const RequestContext> context;  // null until attributed
};

/// What one step of attribution found out, for consecutive ids; the journal writes any prefix of it together
/// with the cursor "context".
struct ContextBatch {
    struct Item {
        RequestContext context;
        base::WallTime receivedAt{};
        std::string listener;
    };
    std::vector<Item> items;
    /// New sources and those whose name, kind or identification changed; their counters are not used.
    std::vector<Source> sources;
    /// New findings and those that were counted up or closed.
    std::vector<Finding> findings;
    std::vector<TopMinute> tops;
    /// Headers whose counts changed, as they are after all items.
    std::vector<HeaderPresence> headers;
};

/// A request's share in one attack. Counters are what this request adds.
struct AttackChange {
    Attack attack;  // identity fields; requests 1, hits and score of this request
};

/// What one step of analysis found out, for consecutive ids; written like ContextBatch, cursor "verdict".
struct VerdictBatch {
    struct Item {
        Verdict verdict;
        SourceId source = 0;
        base::WallTime receivedAt{};
        std::string listener;
        std::vector<AttackId> attackOfHit;  // as many as verdict.hits; 0 where the hit is in no attack
        std::vector<AttackChange> attacks;
    };
    std::string engine;       // "modsecurity"
    std::string ruleSet;      // for people: "CRS 3.3.4 · PL1"
    std::string ruleSetHash;  // of all rule files and settings
    std::vector<Item> items;
    /// The cursor stands here when all items are written; 0: at the last item.
    RequestId last = 0;
};

/// Judge stored requests anew, or no longer. Written by the journal in the order of the batches around it.
struct ReanalysisOrder {
    enum class Kind : std::uint8_t { Begin, BeginOrResume, Cancel };
    Kind kind = Kind::Begin;
    std::string rules;         // hash, as in VerdictBatch: only under the same rules one is resumed
    bool changedOnly = false;  // only those whose source, client or host was read anew since
};

}  // namespace mirrorscope::traffic
