// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_network.h"

namespace mirrorscope::doctor {

/// Private (RFC 1918, RFC 4193), shared by carriers (RFC 6598), link-local or loopback: a client of the
/// public internet cannot have it.
bool isPrivate(const base::IpAddress& address);

/// For documentation (RFC 5737, RFC 3849), "this network" (RFC 1122), class E (RFC 1112): no client at all
/// has it.
bool isReserved(const base::IpAddress& address);

}  // namespace mirrorscope::doctor
