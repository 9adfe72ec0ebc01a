// SPDX-License-Identifier: Apache-2.0
#include "core/api/mirror_service.h"

namespace mirrorscope::api {

traffic::ListenerCounters ServiceStatus::totals() const {
    traffic::ListenerCounters sum;
    for (const ListenerStatus& listener : listeners) {
        sum += listener;
    }
    return sum;
}

}  // namespace mirrorscope::api
