// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/forwarding/request_attribution.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::doctor {

/// One station of a request on its way to us.
struct Hop {
    enum class Role {
        Claim,     // written by the client or by somebody whom nothing vouches for
        Client,    // whom the request is attributed to
        Balancer,  // between the client and the mirroring proxy
        Proxy,     // the one that made the copy
        Listener   // us
    };
    Role role = Role::Claim;
    std::string address;  // shown text of the element for what is no address
    /// Who wrote this address into the request: the station that saw it as its peer. "client" for claims,
    /// empty for the proxy's socket address, which nobody wrote.
    std::string writtenBy;
    bool forgeable = false;  // a client can put any address here
};

std::string_view hopRoleName(Hop::Role role);

/// The stations of X-Forwarded-For (RFC 7239 5.2 explains the order), the proxy and the listener, from the
/// farthest to us. What stands left of the client was there when the first trusted station got the request.
std::vector<Hop> hopPicture(const traffic::MirroredRequest& request, const forwarding::ReadHead& read,
                            const traffic::RequestContext& context);

}  // namespace mirrorscope::doctor
