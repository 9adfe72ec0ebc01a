// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <thread>

#include "core/lab/lab_service.h"

namespace mirrorscope::ui::wizard {

/// A lab on a thread of its own, one at a time. UI thread; the service outlives it.
class LabRunner final : public QObject {
    Q_OBJECT

public:
    explicit LabRunner(lab::LabService& service, QObject* parent = nullptr);
    /// Cancels what runs and waits for it: at most a second.
    ~LabRunner() override;

    bool isRunning() const { return m_isRunning; }
    /// Does nothing while one runs.
    void start(const lab::LabOptions& options);
    /// ended() follows, within a second.
    void cancel();

signals:
    /// Every step; probes at most four times a second.
    void progressed(const mirrorscope::lab::LabProgress& progress);
    /// All of it is gone again, cancelled ones too.
    void ended(const mirrorscope::lab::LabOutcome& outcome);

private:
    void finish(const lab::LabOutcome& outcome);

    lab::LabService& m_service;
    base::CancelToken m_cancel;
    bool m_isRunning = false;
    std::jthread m_worker;
};

}  // namespace mirrorscope::ui::wizard
