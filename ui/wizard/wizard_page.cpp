// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_page.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/text/role_label.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr int kWidestForm = 760;  // longer lines are hard to read

}  // namespace

WizardPage::WizardPage(Plan& plan, const QString& name, QWidget* parent)
    : QWizardPage(parent),
      m_plan(plan),
      m_heading(text::makeLabel({}, theme::TextStyle::PageTitle, theme::Role::Text, this)),
      m_sentence(text::makeLabel({}, theme::TextStyle::Body, theme::Role::Text2, this)),
      m_content(new QVBoxLayout),
      m_footer(new QWidget(this)),
      m_footerRow(new QHBoxLayout(m_footer)),
      m_note(text::makeNote({}, m_footer)) {
    setObjectName(QStringLiteral("wizard.page.") + name);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_heading->setObjectName(QStringLiteral("wizard.heading.") + name);
    m_sentence->setObjectName(QStringLiteral("wizard.sentence.") + name);
    m_note->setObjectName(QStringLiteral("wizard.note.") + name);
    auto* head = new QVBoxLayout;
    head->setContentsMargins(theme::kPage + theme::kBetween, theme::kPage, theme::kPage, theme::kBarSide);
    head->setSpacing(theme::kInside);
    head->addWidget(m_heading);
    head->addWidget(m_sentence);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(0);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(text::makeRule(this));
    layout->addLayout(m_content, 1);
    m_footerRow->setContentsMargins(0, 0, 0, 0);
    m_footerRow->setSpacing(theme::kBetween);
    m_footerRow->addWidget(m_note, 1);
    m_footer->hide();
}

WizardPage::Form WizardPage::makeForm(const QString& name) {
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(name);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    auto* fields = new QWidget(scroll);
    fields->setBackgroundRole(QPalette::Base);
    fields->setAutoFillBackground(true);
    fields->setMaximumWidth(kWidestForm);
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(theme::kPage + theme::kBetween, theme::kPage, theme::kPage, theme::kPage);
    column->setSpacing(theme::kBarSide);
    scroll->setWidget(fields);
    return {scroll, fields, column};
}

QString WizardPage::heading() const {
    return m_heading->text();
}

QString WizardPage::nextText() const {
    return tr("&Next");
}

void WizardPage::setHeading(const QString& title, const QString& sentence) {
    m_heading->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
}

void WizardPage::setNote(const QString& note) {
    m_note->setText(note);
}

void WizardPage::addFooterButton(QPushButton* button) {
    button->setAutoDefault(false);
    m_footerRow->insertWidget(m_footerRow->count() - 1, button);
}

void WizardPage::addFooterWidget(QWidget* widget) {
    m_footerRow->addWidget(widget);
}

}  // namespace mirrorscope::ui::wizard
