// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/plan.h"
#include "ui/wizard/wizard_context.h"
#include "ui/wizard/wizard_page.h"

class QLabel;

namespace mirrorscope::probe {
struct Proof;
}
namespace mirrorscope::ui::proof {
class ProvePanel;
}

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

signals:
    /// The snippet is to be taken in its hardened form.
    void hardenedAsked();

private:
    void buildPanel();
    QWidget* buildPromise();
    void refreshPromise(const std::string& client, const QStringList& headers);
    void take(const probe::Proof& proof);

    WizardContext m_context;
    proof::ProvePanel* m_panel = nullptr;  // null: nothing can be proven
    Plan m_shown;                          // that the panel is about
    bool m_hasShown = false;
    QLabel* m_client = nullptr;
    QLabel* m_headers = nullptr;
    bool m_isProven = false;
};

}  // namespace mirrorscope::ui::wizard
