// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/forwarding/forwarded_address.h"
#include "core/http/head.h"

namespace mirrorscope::forwarding {

/// Real chains have a handful of proxies; a head of 64 KiB could hold 30,000 elements, and a sender must not
/// buy that much work and memory with one request. The rightmost elements are kept: the left is the client's.
inline constexpr std::size_t kMostHops = 64;

/// What a list of addresses says, left to right (the rightmost was added last).
struct ForwardedHops {
    std::vector<ForwardedAddress> hops;
    bool cut = false;      // elements on the left were left out
    bool invalid = false;  // an element is neither an address nor a legal word for nobody
};

/// All X-Forwarded-For lines as one list, in the order received (RFC 9110 5.3).
ForwardedHops readXForwardedFor(const http::Head& head);

/// The lines of another header that holds one address or a list, likewise.
ForwardedHops readAddressList(const http::Head& head, std::string_view name);

/// The for= parameters of all Forwarded lines (RFC 7239 5.2); elements without one are skipped.
ForwardedHops readForwarded(const http::Head& head);

/// A parameter (proto, host; RFC 7239 5.3, 5.4) of the last element of Forwarded that has it, quotes taken
/// off; empty when none has.
std::string_view forwardedParameter(const http::Head& head, std::string_view name);

}  // namespace mirrorscope::forwarding
