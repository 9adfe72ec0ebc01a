// SPDX-License-Identifier: Apache-2.0
#include "core/listener/part_gate.h"

#include "core/listener/body_sender.h"

namespace mirrorscope::listener {

bool PartGate::enter(const std::shared_ptr<BodySender>& sender) {
    if (m_underWay < kUnderWay && m_waiting.empty()) {
        ++m_underWay;
        return true;
    }
    m_waiting.push_back(sender);
    return false;
}

void PartGate::leave() {
    --m_underWay;
    if (m_admitting) {
        return;  // one that was admitted came back at once: the loop below goes on
    }
    m_admitting = true;
    while (m_underWay < kUnderWay && !m_waiting.empty()) {
        const auto sender = m_waiting.front().lock();
        m_waiting.pop_front();
        if (sender) {
            sender->admitted();
        }
    }
    m_admitting = false;
}

}  // namespace mirrorscope::listener
