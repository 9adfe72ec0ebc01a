// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/wizard/try_plan.h"

class QPushButton;
class QSpinBox;

namespace mirrorscope::lab {
class LabService;
struct LabOutcome;
struct LabProgress;
}  // namespace mirrorscope::lab

namespace mirrorscope::ui::wizard {

class FoundPrograms;
class LabRunner;
class LabStepList;
class ProgramChoice;
class TryResult;

/// "Try it here first": a real proxy on this machine with what the wizard made, its steps, the proof. Nothing
/// runs before Start. Closing it cancels, and it closes once all of that has ended. Deletes itself when
/// closed. UI thread; service and programs outlive it.
class TryDialog final : public QDialog {
    Q_OBJECT

public:
    TryDialog(lab::LabService& service, FoundPrograms& programs, TryPlan plan, QWidget* parent);

    bool isRunning() const;
    void reject() override;

signals:
    /// The snippet is to be taken in its hardened form.
    void hardenedAsked();

private:
    enum class Phase : std::uint8_t { Ready, Running, Stopping, Ended };

    QWidget* buildHead();
    QWidget* buildSide();
    QLayout* buildFoot();
    void wire();
    void start();
    void stop();
    void take(const lab::LabProgress& progress);
    void end(const lab::LabOutcome& outcome);
    void showReady();
    void setPhase(Phase phase);

    const TryPlan m_plan;
    LabRunner* m_runner;
    ProgramChoice* m_program;
    LabStepList* m_steps;
    TryResult* m_result;
    QSpinBox* m_count = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_stop = nullptr;
    Phase m_phase = Phase::Ready;
    bool m_isClosing = false;
};

}  // namespace mirrorscope::ui::wizard
