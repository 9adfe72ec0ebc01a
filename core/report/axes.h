// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/report/words.h"

namespace mirrorscope::report {

/// Step of an axis of counts from 0: a whole 1, 2, 2.5 or 5 × 10ⁿ of which `steps` cover `highest`.
std::uint64_t countStep(std::uint64_t highest, int steps);

struct TimeTick {
    base::WallTime at{};
    std::string text;  // "14:05", "14:05:30", "23 Nov"
};
/// At most about `most` round times of the zone's clock in [from, until).
std::vector<TimeTick> timeTicks(base::WallTime from, base::WallTime until, std::size_t most,
                                const Zone& zone);

}  // namespace mirrorscope::report
