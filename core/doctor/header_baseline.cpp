// SPDX-License-Identifier: Apache-2.0
#include "core/doctor/header_baseline.h"

namespace mirrorscope::doctor {

void HeaderBaseline::add(const HeaderPresence& headers) {
    if (isComplete()) {
        return;
    }
    ++m_requests;
    for (std::size_t i = 0; i < kForwardingHeaderCount; ++i) {
        m_with[i] += headers.test(i) ? 1 : 0;
    }
}

double HeaderBaseline::share(std::size_t header) const {
    return m_requests == 0 ? 0 : static_cast<double>(m_with[header]) / static_cast<double>(m_requests);
}

}  // namespace mirrorscope::doctor
