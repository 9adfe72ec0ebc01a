// SPDX-License-Identifier: Apache-2.0
#include "core/listener/descriptor_limit.h"

#include <sys/resource.h>

namespace mirrorscope::listener {

void allowAllDescriptors() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);  // when it fails, accept() says so and is tried again
    }
}

}  // namespace mirrorscope::listener
