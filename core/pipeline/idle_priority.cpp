// SPDX-License-Identifier: Apache-2.0
#include "core/pipeline/idle_priority.h"

#include <pthread.h>
#include <sched.h>

namespace mirrorscope::pipeline {

void runOnlyWhenIdle() {
    const sched_param none{};
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);
}

}  // namespace mirrorscope::pipeline
