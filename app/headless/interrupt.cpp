// SPDX-License-Identifier: Apache-2.0
#include "app/headless/interrupt.h"

#include <csignal>

namespace mirrorscope::headless {
namespace {

/// Cancelling is one store into a lock-free atomic: a handler may do that.
base::CancelToken& token() {
    static base::CancelToken only;
    return only;
}

void interrupt(int) {
    token().cancel();
}

}  // namespace

const base::CancelToken& cancelledBySignal() {
    token();
    std::signal(SIGINT, interrupt);
    std::signal(SIGTERM, interrupt);
    return token();
}

}  // namespace mirrorscope::headless
