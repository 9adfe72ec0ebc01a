// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

#include "ui/wizard/wizard_context.h"

namespace mirrorscope::ui::wizard {

class FoundPrograms;
struct Plan;

/// "Try it here first…": opens the lab for the plan as it is then. Hidden where there is no lab. UI thread;
/// plan, services and programs outlive it.
class TryButton final : public QPushButton {
    Q_OBJECT

public:
    TryButton(const Plan& plan, const WizardContext& context, FoundPrograms& programs, QWidget* parent);

    /// For another kind of the plan.
    void refresh();

signals:
    /// The snippet is to be taken in its hardened form.
    void hardenedAsked();

private:
    void open();

    const Plan& m_plan;
    lab::LabService* const m_labs;
    FoundPrograms& m_programs;
};

}  // namespace mirrorscope::ui::wizard
