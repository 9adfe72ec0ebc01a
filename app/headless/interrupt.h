// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/cancel_token.h"

namespace mirrorscope::headless {

/// From now on SIGINT and SIGTERM cancel this token instead of ending the process. One for the process; call
/// it before threads start.
const base::CancelToken& cancelledBySignal();

}  // namespace mirrorscope::headless
