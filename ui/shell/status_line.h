// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>
#include <optional>

#include "core/api/mirror_service.h"
#include "ui/shell/status_field.h"
#include "ui/shell/traffic_pace.h"

namespace mirrorscope::ui::shell {

/// The status bar: is it listening, how much comes, is anything waiting, refused or behind. Never hides a
/// refusal. UI thread.
class StatusLine : public QStatusBar {
    Q_OBJECT

public:
    explicit StatusLine(QWidget* parent = nullptr);

    void setStatus(const api::ServiceStatus& status, std::chrono::steady_clock::time_point at);
    /// Below 1400 px words shorten.
    void setNarrow(bool narrow);
    /// As the rate field has it.
    double requestsPerSecond() const { return m_pace.perSecond(); }

private:
    void refresh();

    StatusField* m_listener;
    StatusField* m_rate;
    StatusField* m_queue;
    StatusField* m_refused;
    StatusField* m_stored;
    StatusField* m_analysis;
    TrafficPace m_pace;
    api::ServiceStatus m_status;
    bool m_narrow = false;
};

/// What the fields say; pure, for the bar and for tests.
StatusField::Content listenerField(const api::ServiceStatus& status, bool narrow);
StatusField::Content queueField(const api::ServiceStatus& status, bool narrow);
StatusField::Content refusedField(const api::ServiceStatus& status);
StatusField::Content storedField(const api::ServiceStatus& status, bool narrow);
StatusField::Content analysisField(const api::ServiceStatus& status);

}  // namespace mirrorscope::ui::shell
