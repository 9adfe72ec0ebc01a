// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "core/base/cancel_token.h"

namespace mirrorscope::probe {

struct Resolution {
    std::vector<boost::asio::ip::tcp::endpoint> endpoints;
    std::string problem;  // when there are none
};

/// Addresses of a host that the user typed. Gives up within 100 ms of a cancel, though the system's resolver
/// does not: that one is left to end by itself on a thread that nobody waits for.
Resolution resolve(const std::string& host, std::uint16_t port, std::chrono::milliseconds within,
                   const base::CancelToken& cancel);

}  // namespace mirrorscope::probe
