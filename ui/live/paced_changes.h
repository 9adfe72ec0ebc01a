// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <vector>

#include "ui/live/live_changes.h"

namespace mirrorscope::ui::live {

class LiveBridge;

/// The bridge's changes for something that people read: the first one at once, then gathered and passed on at
/// most twice a second (UI.md section 7), so that a busy table can be read and costs little. UI thread.
class PacedChanges : public QObject {
    Q_OBJECT

public:
    static constexpr int kMilliseconds = 500;

    explicit PacedChanges(LiveBridge& bridge, QObject* parent = nullptr);

    /// Passes on what waits, now.
    void flush();

signals:
    void changed(const mirrorscope::ui::live::LiveChanges& changes);

private:
    void take(const SharedLiveChanges& changes);

    std::vector<SharedLiveChanges> m_waiting;
    QTimer m_timer;
};

}  // namespace mirrorscope::ui::live
