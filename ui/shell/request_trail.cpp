// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/request_trail.h"

namespace mirrorscope::ui::shell {

void RequestTrail::visit(const Visit& visit, Time now) {
    if (!m_visits.empty() && m_visits[m_at] == visit) {
        return;
    }
    if (!m_visits.empty()) {
        const bool isGlance = m_since && now - *m_since < kGlance;
        m_visits.resize(isGlance ? m_at : m_at + 1);
    }
    if (m_visits.empty() || m_visits.back() != visit) {
        m_visits.push_back(visit);
    }
    if (m_visits.size() > kLongest) {
        m_visits.pop_front();
    }
    m_at = m_visits.size() - 1;
    m_since = now;
}

std::optional<RequestTrail::Visit> RequestTrail::back() {
    if (!hasBack()) {
        return std::nullopt;
    }
    m_since.reset();
    return m_visits[--m_at];
}

std::optional<RequestTrail::Visit> RequestTrail::forward() {
    if (!hasForward()) {
        return std::nullopt;
    }
    m_since.reset();
    return m_visits[++m_at];
}

void RequestTrail::clear() {
    *this = RequestTrail();
}

}  // namespace mirrorscope::ui::shell
