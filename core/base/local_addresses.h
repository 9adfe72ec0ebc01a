// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/base/ip_network.h"

namespace mirrorscope::base {

/// Where other machines can reach this one: addresses of interfaces that are up, without loopback and
/// link-local ones; IPv4 first, at most 4. Asks the kernel only; microseconds, any thread.
std::vector<IpAddress> localAddresses();

}  // namespace mirrorscope::base
