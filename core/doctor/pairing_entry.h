// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "core/doctor/request_pairing.h"
#include "core/traffic/mirrored_request.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::doctor {

/// Whether copies of that kind carry paths and queries that the proxy rewrote (docs/findings.md, limits):
/// then both sides are compared as if they did.
bool rewritesTargets(traffic::SourceKind kind);

/// The digests to find twins by. The content is method, target, host, body and the headers that proxies leave
/// alone; no forwarding header, and nothing of how the proxy frames its copies. Unset for what is no request
/// or came incomplete. The id counts only in a form that proxies generate (32 hex digits, UUID): others are
/// chosen by clients and applications.
std::optional<PairingEntry> pairingEntry(const traffic::MirroredRequest& request,
                                         const traffic::RequestContext& context, bool isTargetRewritten);

}  // namespace mirrorscope::doctor
