// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "core/forwarding/forwarded_hops.h"
#include "core/forwarding/trust.h"

namespace mirrorscope::forwarding {

/// The element that names the client. With trusted hops N it is the N-th before the last. Without, as nginx's
/// realip module with real_ip_recursive on (ngx_http_realip_module): from the right, skip addresses of
/// trusted networks; the first other one is the client, and when all are trusted the leftmost is. An element
/// that is no address ends the walk: nothing left of it can be believed.
std::optional<ForwardedAddress> clientHop(const ForwardedHops& hops, const TrustRules& trust,
                                          std::size_t trustedHops);

}  // namespace mirrorscope::forwarding
