// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace mirrorscope::ui::shell {

/// Requests a second, from a counter that is read now and then. Plain value.
class TrafficPace {
public:
    /// A counter that went back (another session) begins anew.
    void add(std::uint64_t received, std::chrono::steady_clock::time_point at);
    double perSecond() const;

private:
    struct Reading {
        std::uint64_t received;
        std::chrono::steady_clock::time_point at;
    };
    std::deque<Reading> m_readings;
};

}  // namespace mirrorscope::ui::shell
