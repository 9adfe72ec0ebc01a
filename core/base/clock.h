// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace mirrorscope::base {

/// Microseconds since 1970-01-01 UTC, as stored. Never used for durations: the wall clock jumps.
using WallTime = std::chrono::sys_time<std::chrono::microseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

/// Both clocks of the program, so that tests can jump them. Implementations are thread safe.
class Clock {
public:
    virtual ~Clock() = default;
    virtual WallTime wall() const = 0;
    virtual SteadyTime steady() const = 0;
};

class SystemClock final : public Clock {
public:
    WallTime wall() const override;
    SteadyTime steady() const override;
};

/// Of the system, for what only shows a time; what tests jump is given a Clock.
WallTime wallNow();

/// ISO 8601 in UTC with microseconds: 2026-11-23T14:13:39.204118Z.
std::string isoTime(WallTime time);

}  // namespace mirrorscope::base
