// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/clock.h"

namespace mirrorscope::ui::sources {

/// Requests of one source in the minute that begins there.
struct MinuteCount {
    base::WallTime minute{};
    std::uint64_t requests = 0;
};

/// How a source sends while its mirror works.
struct UsualRate {
    double perSecond = 0;
    std::chrono::seconds alarmAfter{};  // so long without a request: it is silent

    bool operator==(const UsualRate&) const = default;
};

/// The rule of the silence alarm. A source is regular when it sent at least 20 requests in at least 5 of the
/// minutes; the alarm waits for 20 times its mean distance between requests and 3 times its longest pause, at
/// least a minute. Unset: it was never regular, or pauses so long that silence says nothing. `minutes`
/// ascending, of about the hour before it was last seen. Pure.
std::optional<UsualRate> usualRate(const std::vector<MinuteCount>& minutes);

/// Whether it should have sent by now. `since`: listening without interruption since then.
bool isSilent(const std::optional<UsualRate>& usual, base::WallTime lastSeen, base::WallTime since,
              base::WallTime now);

}  // namespace mirrorscope::ui::sources
