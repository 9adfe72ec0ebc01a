// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/wizard_page.h"

class QRadioButton;

namespace mirrorscope::ui::wizard {

class AnswerForm;
class CodeView;

/// Where the proxy runs and what it mirrors, what is in front of it; beside it the snippet as it becomes.
/// UI thread.
class PlacePage : public WizardPage {
    Q_OBJECT

public:
    PlacePage(Plan& plan, QWidget* parent);

    QString step() const override;
    QString help() const override;
    void enter() override;
    bool isComplete() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildForm();
    QWidget* buildFront(QWidget* parent);
    QWidget* buildPreview();
    void setBehind(bool isBehind);
    void noteEdited();
    void refreshPreview();

    AnswerForm* m_form = nullptr;
    QWidget* m_front = nullptr;
    QRadioButton* m_direct = nullptr;
    QRadioButton* m_behind = nullptr;
    AnswerForm* m_balancers = nullptr;
    QWidget* m_previewSide = nullptr;
    CodeView* m_preview = nullptr;
};

}  // namespace mirrorscope::ui::wizard
