// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/traffic_pace.h"

namespace mirrorscope::ui::shell {
namespace {

/// Long enough to be calm, short enough to follow a burst.
constexpr std::chrono::seconds kWindow{3};

}  // namespace

void TrafficPace::add(std::uint64_t received, std::chrono::steady_clock::time_point at) {
    if (!m_readings.empty() && received < m_readings.back().received) {
        m_readings.clear();
    }
    m_readings.push_back({received, at});
    while (m_readings.size() > 2 && at - m_readings[1].at >= kWindow) {
        m_readings.pop_front();
    }
}

double TrafficPace::perSecond() const {
    if (m_readings.size() < 2) {
        return 0;
    }
    const std::chrono::duration<double> span = m_readings.back().at - m_readings.front().at;
    const auto received = m_readings.back().received - m_readings.front().received;
    return span.count() > 0 ? static_cast<double>(received) / span.count() : 0;
}

}  // namespace mirrorscope::ui::shell
