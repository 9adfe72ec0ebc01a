// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "core/forwarding/request_attribution.h"

namespace mirrorscope::forwarding {

/// Which headers (or other places) the facts of a context were read from; empty where nothing said them.
struct FactOrigins {
    std::string_view scheme;
    std::string_view host;
};

/// `context` is what attribute() made of the same request with the same rules. Pure; any thread.
FactOrigins factOrigins(const traffic::MirroredRequest& request, const ReadHead& read,
                        const traffic::RequestContext& context, const SenderRules& rules);

}  // namespace mirrorscope::forwarding
