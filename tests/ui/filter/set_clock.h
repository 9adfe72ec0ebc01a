// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace mirrorscope::test {

/// Stands still until a test sets it: at first 20 November 2026, 12:26:40 UTC.
class SetClock final : public base::Clock {
public:
    base::WallTime wall() const override { return now; }
    base::SteadyTime steady() const override { return {}; }

    base::WallTime now{std::chrono::seconds(1'795'177'600)};
};

}  // namespace mirrorscope::test
