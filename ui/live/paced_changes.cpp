// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/paced_changes.h"

#include <utility>

#include "ui/live/live_bridge.h"

namespace mirrorscope::ui::live {

PacedChanges::PacedChanges(LiveBridge& bridge, QObject* parent) : QObject(parent) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &PacedChanges::flush);
    connect(&bridge, &LiveBridge::requestsChanged, this, &PacedChanges::take);
    connect(&bridge, &LiveBridge::pausedChanged, this, &PacedChanges::flush);
}

void PacedChanges::take(const SharedLiveChanges& changes) {
    m_waiting.push_back(changes);
    if (!m_timer.isActive()) {
        flush();
    }
}

void PacedChanges::flush() {
    if (m_waiting.empty()) {
        return;
    }
    m_timer.start();
    const std::vector<SharedLiveChanges> waiting = std::exchange(m_waiting, {});
    if (waiting.size() == 1) {
        emit changed(*waiting.front());
        return;
    }
    LiveChanges all;
    for (const SharedLiveChanges& changes : waiting) {
        all.arrived.insert(all.arrived.end(), changes->arrived.begin(), changes->arrived.end());
        all.attributed.insert(all.attributed.end(), changes->attributed.begin(), changes->attributed.end());
        all.judged.insert(all.judged.end(), changes->judged.begin(), changes->judged.end());
    }
    emit changed(all);
}

}  // namespace mirrorscope::ui::live
