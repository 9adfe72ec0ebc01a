// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWizard>
#include <vector>

#include "ui/wizard/found_programs.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/wizard_context.h"

class QHBoxLayout;
class QStackedWidget;

namespace mirrorscope::ui::wizard {

class StepList;
class WizardPage;

enum class PageId : std::uint8_t { Proxy, Place, Listener, Snippet, Prove };

/// "Add a source": which proxy, where it runs, where it sends to, what to put into its configuration, and the
/// proof that copies arrive. Nothing is sent or changed by it but what a button says. UI thread; services
/// outlive it.
class SourceWizard : public QWizard {
    Q_OBJECT

public:
    /// `begun`: what is known before.
    SourceWizard(WizardContext context, Plan begun, QWidget* parent = nullptr);

    const Plan& plan() const { return m_plan; }
    /// Steps back or on to a page; a page in between that is not complete is where it stops.
    void goTo(PageId page);
    /// Asks when answers would be lost.
    void reject() override;

private:
    void addPages();
    void buildFooter();
    void wire();
    void reachEdges();
    void enterPage(int id);
    void refreshButtons();
    void showHelp();
    bool mayDiscard();
    WizardPage* current() const;
    QHBoxLayout* buttonRow() const;

    WizardContext m_context;
    const Plan m_begun;
    Plan m_plan;
    FoundPrograms m_programs;
    std::vector<WizardPage*> m_pages;  // by PageId
    StepList* m_steps = nullptr;
    QStackedWidget* m_footers = nullptr;
};

}  // namespace mirrorscope::ui::wizard
