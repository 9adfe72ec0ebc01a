// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizard_context.h"
#include "ui/wizard/wizard_page.h"

class QLabel;

namespace mirrorscope::ui::wizard {

/// The proof that copies arrive, whole and with the headers that the snippet promises. UI thread.
class ProvePage : public WizardPage {
    Q_OBJECT

public:
    ProvePage(Plan& plan, const WizardContext& context, QWidget* parent);

    QString step() const override;
    QString help() const override;
    void enter() override;
    bool isProven() const override { return m_isProven; }

private:
    QWidget* buildPromise();
    void refreshPromise();

    WizardContext m_context;
    QLabel* m_client = nullptr;
    QLabel* m_headers = nullptr;
    bool m_isProven = false;
};

}  // namespace mirrorscope::ui::wizard
