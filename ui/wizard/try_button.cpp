// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/try_button.h"

#include "ui/text/plain_label.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/try_dialog.h"

namespace mirrorscope::ui::wizard {

TryButton::TryButton(const Plan& plan, const WizardContext& context, FoundPrograms& programs, QWidget* parent)
    : QPushButton(tr("&Try it here first…"), parent),
      m_plan(plan),
      m_labs(context.labs),
      m_programs(programs) {
    setObjectName(QStringLiteral("wizard.try"));
    if (m_labs == nullptr) {
        hide();
    }
    connect(this, &QPushButton::clicked, this, &TryButton::open);
}

void TryButton::refresh() {
    const QString reason = whyNotTried(m_plan);
    setEnabled(reason.isEmpty());
    const QString told =
        !reason.isEmpty() ? reason
        : m_plan.kind == "istio"
            ? tryPlanOf(m_plan).instead
            : tr("Runs the proxy on this machine with the chosen form, proves that it mirrors, and leaves "
                 "nothing behind.");
    setAccessibleDescription(told);
    text::setPlainToolTip(this, told);
}

void TryButton::open() {
    auto* dialog = new TryDialog(*m_labs, m_programs, tryPlanOf(m_plan), window());
    connect(dialog, &TryDialog::hardenedAsked, this, &TryButton::hardenedAsked);
    dialog->open();
}

}  // namespace mirrorscope::ui::wizard
