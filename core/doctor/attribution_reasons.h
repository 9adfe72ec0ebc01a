// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/forwarding/request_attribution.h"
#include "core/traffic/request_context.h"

namespace mirrorscope::doctor {

// Why attribution decided as it did, a sentence part for people each. Pure; any thread. Source of both: the
// rules of core/forwarding, as docs/forwarding.md tells them.

/// Why this address is the client of the request, or why nobody knows it.
std::string clientReason(const forwarding::ReadHead& read, const traffic::RequestContext& context);

/// Why the request belongs to a source of that kind.
std::string sourceReason(const traffic::RequestContext& context);

}  // namespace mirrorscope::doctor
