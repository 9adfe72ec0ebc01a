// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/api/mirror_service.h"
#include "ui/live/live_changes.h"

namespace mirrorscope::ui::live {

/// The only place where the receiving side and the window meet: asks the service "what is new?" by one timer
/// and turns the answers into named signals, so that ten thousand requests a second cost the window a few
/// signals. Owned by the main window, lives on the UI thread; the service outlives it.
class LiveBridge : public QObject {
    Q_OBJECT

public:
    /// UI.md section 7: live views at most 15 times a second, numbers at most 4 times.
    static constexpr int kDrainMilliseconds = 67;
    static constexpr int kStatusMilliseconds = 250;

    explicit LiveBridge(const api::MirrorService& service, QObject* parent = nullptr);

    /// Begins at what is newest now: statusChanged comes once before start() returns, older rows are read
    /// from the store.
    void start();
    void stop();

    /// Stops requestsChanged and missed, nothing else: receiving and storing go on, statusChanged too. What
    /// came meanwhile is delivered afterwards, or missed() when it is more than the feed keeps.
    void setPaused(bool paused);
    bool isPaused() const { return m_paused; }

    /// The last one that statusChanged told.
    const api::ServiceStatus& status() const { return m_status; }
    /// Requests stored since the pause began; 0 when not paused.
    std::uint64_t newerThanShown() const;

    /// What the timer does, for tests.
    void drain();
    void askStatus();
    /// Tells rewritten(), then the status.
    void tellRewritten();

signals:
    void requestsChanged(const mirrorscope::ui::live::SharedLiveChanges& changes);
    void statusChanged(const mirrorscope::api::ServiceStatus& status);
    /// Some changes were never seen: whoever holds rows reads them again from the store.
    void missed();
    void pausedChanged(bool paused);
    /// Stored requests were taken away: with the status that follows, whoever holds rows begins as with
    /// another session.
    void rewritten();

private:
    void tick();

    const api::MirrorService& m_service;
    QTimer m_timer;
    QElapsedTimer m_sinceStatus;
    api::ServiceStatus m_status;
    std::uint64_t m_sequence = 0;
    traffic::RequestId m_lastShown = 0;
    bool m_paused = false;
};

}  // namespace mirrorscope::ui::live
