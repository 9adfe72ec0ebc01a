// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/live_bridge.h"

#include <algorithm>
#include <variant>

namespace mirrorscope::ui::live {
namespace {

/// Sorts events by kind without copying them: every item keeps its event alive.
SharedLiveChanges sorted(const std::vector<std::shared_ptr<const api::LiveEvent>>& events) {
    auto changes = std::make_shared<LiveChanges>();
    for (const auto& event : events) {
        if (const auto* arrived = std::get_if<api::RequestArrived>(event.get())) {
            changes->arrived.emplace_back(event, &arrived->row);
        } else if (const auto* attributed = std::get_if<api::RequestAttributed>(event.get())) {
            changes->attributed.emplace_back(event, attributed);
        } else if (const auto* judged = std::get_if<api::RequestJudged>(event.get())) {
            changes->judged.emplace_back(event, judged);
        }
    }
    return changes;
}

}  // namespace

LiveBridge::LiveBridge(const api::MirrorService& service, QObject* parent)
    : QObject(parent), m_service(service) {
    m_timer.setInterval(kDrainMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &LiveBridge::tick);
}

void LiveBridge::start() {
    m_sequence = m_service.liveSince(0).last;
    askStatus();
    m_lastShown = m_status.lastRequest;
    m_timer.start();
}

void LiveBridge::stop() {
    m_timer.stop();
}

void LiveBridge::setPaused(bool paused) {
    if (m_paused == paused) {
        return;
    }
    m_paused = paused;
    if (!paused) {
        drain();
    }
    emit pausedChanged(paused);
}

std::uint64_t LiveBridge::newerThanShown() const {
    if (!m_paused || m_status.lastRequest <= m_lastShown) {
        return 0;
    }
    return static_cast<std::uint64_t>(m_status.lastRequest - m_lastShown);
}

void LiveBridge::tick() {
    drain();
    if (!m_sinceStatus.isValid() || m_sinceStatus.elapsed() >= kStatusMilliseconds) {
        askStatus();
    }
}

void LiveBridge::drain() {
    if (m_paused) {
        return;
    }
    const api::LiveBatch batch = m_service.liveSince(m_sequence);
    m_sequence = batch.last;
    if (batch.missed > 0) {
        emit missed();
    }
    const SharedLiveChanges changes = sorted(batch.events);
    if (!changes->arrived.empty()) {
        m_lastShown = std::max(m_lastShown, changes->arrived.back()->id);
    }
    if (!changes->empty()) {
        emit requestsChanged(changes);
    }
}

void LiveBridge::tellRewritten() {
    emit rewritten();
    askStatus();
}

void LiveBridge::askStatus() {
    m_sinceStatus.restart();
    m_status = m_service.status();
    emit statusChanged(m_status);
}

}  // namespace mirrorscope::ui::live
