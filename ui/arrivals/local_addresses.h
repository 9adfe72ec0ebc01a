// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/base/ip_network.h"

namespace mirrorscope::ui::arrivals {

/// Where other machines can reach this one: addresses of interfaces that are up, without loopback and
/// link-local ones; IPv4 first, at most 4. Asks the kernel only; microseconds, any thread.
std::vector<base::IpAddress> localAddresses();

}  // namespace mirrorscope::ui::arrivals
