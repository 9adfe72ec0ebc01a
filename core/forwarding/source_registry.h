// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::forwarding {

/// Gives every request its source. The key is (listener, peer, kind, instance); unknown senders get a source
/// too. One owner, one thread, requests in the order of their ids.
class SourceRegistry {
public:
    explicit SourceRegistry(const std::vector<traffic::Source>& known);

    /// Sets context.source; returns the source when it is new.
    const traffic::Source* assign(traffic::RequestContext& context, const traffic::MirroredRequest& request);

    /// Nullptr for an unknown id.
    const traffic::Source* find(traffic::SourceId id) const;
};

}  // namespace mirrorscope::forwarding
