// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mirrorscope::pipeline {

/// From now on the calling thread gets the processor only when nobody else wants it (SCHED_IDLE). Without
/// effect where the system does not know that.
void runOnlyWhenIdle();

}  // namespace mirrorscope::pipeline
