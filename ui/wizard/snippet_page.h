// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snippets/snippet.h"
#include "ui/wizard/wizard_context.h"
#include "ui/wizard/wizard_page.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QTabBar;

namespace mirrorscope::ui::wizard {

class CheckPanel;
class CodeView;
class FormCard;
class FoundPrograms;
class ReasonList;
class TryButton;

/// Both forms of the snippet beside each other, and why they differ; in a narrow wizard as tabs. The keys 1
/// and 2 choose a form. UI thread; the programs outlive it.
class SnippetPage : public WizardPage {
    Q_OBJECT

public:
    SnippetPage(Plan& plan, const WizardContext& context, FoundPrograms& programs, QWidget* parent);

    QString step() const override;
    QString help() const override;
    QString nextText() const override;
    void enter() override;
    bool isComplete() const override;

signals:
    /// Back to the questions.
    void optionsAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildPartLine();
    QWidget* buildReasons();
    void buildFooter();
    void wireKeys();
    void arrange(bool isNarrow);
    void showTab(int tab);
    void choose(snippets::Variant variant);
    void fillParts();
    void refresh();
    QString faithfulSentence() const;
    void showRollback();

    FormCard* m_faithful;
    FormCard* m_hardened;
    CodeView* m_differences;
    QTabBar* m_tabs;
    QComboBox* m_part = nullptr;
    QLabel* m_place = nullptr;
    QWidget* m_partLine;
    ReasonList* m_reasons = nullptr;
    QWidget* m_side;
    CheckPanel* m_check;
    TryButton* m_try;
    QGridLayout* m_grid;
    bool m_isNarrow = false;
    bool m_isSound = true;
};

}  // namespace mirrorscope::ui::wizard
