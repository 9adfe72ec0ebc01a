// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/forwarding/forwarded_hops.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::forwarding {

/// A person looks through them; more would be the sender filling the store.
inline constexpr std::size_t kMostAlternatives = 8;

/// Every address that the forwarding headers of a head name, whoever wrote it.
struct Claims {
    std::vector<traffic::ClientAlternative> addresses;  // each address once, likeliest first
    bool invalid = false;                               // a header holds something that is no address
};

Claims collectClaims(const http::Head& head, const ForwardedHops& forwardedFor);

}  // namespace mirrorscope::forwarding
