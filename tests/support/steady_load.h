// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mirrorscope::test {

/// Of answers under a constant rate, in milliseconds.
struct Latencies {
    std::uint64_t answers = 0;
    std::uint64_t errors = 0;  // not 204, or the connection ended
    double p50 = 0;
    double p99 = 0;
    double most = 0;
};

/// Sends `request` at `rate` a second over keep-alive connections for `seconds`, by the clock: a late answer
/// does not delay what is due next, and each latency counts from when its request was due, not from when it
/// could be sent (coordinated omission). Requests that are due while their connection waits are pipelined.
Latencies steadyLoad(std::uint16_t port, const std::string& request, double rate, int seconds,
                     int connections);

}  // namespace mirrorscope::test
