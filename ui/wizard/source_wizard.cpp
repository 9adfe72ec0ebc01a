// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/source_wizard.h"

#include <QHBoxLayout>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/wizard/listener_page.h"
#include "ui/wizard/place_page.h"
#include "ui/wizard/plain_text_dialog.h"
#include "ui/wizard/prove_page.h"
#include "ui/wizard/proxy_kinds.h"
#include "ui/wizard/proxy_page.h"
#include "ui/wizard/snippet_page.h"
#include "ui/wizard/step_list.h"

namespace mirrorscope::ui::wizard {
namespace {

constexpr QSize kStandardSize{1560, 930};
constexpr int kAroundScreen = 40;
constexpr QSize kSmallest{760, 480};

}  // namespace

SourceWizard::SourceWizard(WizardContext context, Plan begun, QWidget* parent)
    : QWizard(parent), m_context(std::move(context)), m_begun(begun), m_plan(std::move(begun)) {
    setObjectName(QStringLiteral("dialog.wizard"));
    // The style whose pages reach the edges; heads, steps and notes are our own.
    setWizardStyle(QWizard::ModernStyle);
    setSizeGripEnabled(true);
    addPages();
    buildFooter();
    wire();
    const QSize room = screen()->availableSize() - QSize(kAroundScreen, kAroundScreen);
    setMinimumSize(kSmallest.boundedTo(room));
    setMaximumSize(room);
    resize(kStandardSize.boundedTo(room));
    restart();
    m_programs.search();
}

void SourceWizard::addPages() {
    auto* snippet = new SnippetPage(m_plan, m_context, m_programs, this);
    auto* prove = new ProvePage(m_plan, m_context, this);
    m_pages = {new ProxyPage(m_plan, m_programs, this), new PlacePage(m_plan, this),
               new ListenerPage(m_plan, m_context, this), snippet, prove};
    QStringList steps;
    for (std::size_t id = 0; id < m_pages.size(); ++id) {
        setPage(static_cast<int>(id), m_pages[id]);
        steps.append(m_pages[id]->step());
        connect(m_pages[id], &QWizardPage::completeChanged, this, &SourceWizard::refreshButtons);
        connect(m_pages[id], &WizardPage::planChanged, this, &SourceWizard::refreshButtons);
    }
    connect(snippet, &SnippetPage::optionsAsked, this, [this] { goTo(PageId::Place); });
    connect(prove, &ProvePage::hardenedAsked, this, [this] {
        m_plan.variant = snippets::Variant::Hardened;
        goTo(PageId::Snippet);
    });
    m_steps = new StepList(steps, this);
    setSideWidget(m_steps);
}

void SourceWizard::buildFooter() {
    setButtonLayout({QWizard::CancelButton, QWizard::BackButton, QWizard::NextButton, QWizard::FinishButton});
    setButtonText(QWizard::BackButton, tr("&Back"));
    setButtonText(QWizard::CancelButton, tr("Cancel"));
    const struct {
        WizardButton which;
        const char* name;
    } names[] = {{CancelButton, "wizard.cancel"},
                 {BackButton, "wizard.back"},
                 {NextButton, "wizard.next"},
                 {FinishButton, "wizard.finish"}};
    for (const auto& one : names) {
        button(one.which)->setObjectName(QLatin1String(one.name));
    }
    m_footers = new QStackedWidget(this);
    m_footers->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    for (WizardPage* page : m_pages) {
        m_footers->addWidget(page->footer());
    }
    if (QHBoxLayout* row = buttonRow()) {
        row->insertWidget(0, m_footers, 1);
    }
}

QHBoxLayout* SourceWizard::buttonRow() const {
    const QWidget* frame = button(QWizard::CancelButton)->parentWidget();
    QLayout* all = frame == nullptr ? nullptr : frame->layout();
    for (int i = 0; all != nullptr && i < all->count(); ++i) {
        auto* row = qobject_cast<QHBoxLayout*>(all->itemAt(i)->layout());
        if (row != nullptr && row->indexOf(button(QWizard::CancelButton)) >= 0) {
            return row;
        }
    }
    return nullptr;
}

void SourceWizard::wire() {
    connect(this, &QWizard::currentIdChanged, this, &SourceWizard::enterPage);
    connect(m_steps, &StepList::helpAsked, this, &SourceWizard::showHelp);
    auto* help = new QShortcut(QKeySequence(QKeySequence::HelpContents), this);
    connect(help, &QShortcut::activated, this, &SourceWizard::showHelp);
}

WizardPage* SourceWizard::current() const {
    const int id = currentId();
    return id < 0 ? nullptr : m_pages[static_cast<std::size_t>(id)];
}

/// QWizard keeps margins around its side and its pages, and lays them out anew at times; ours have their own.
void SourceWizard::reachEdges() {
    const auto flush = [](const QWidget* widget) {
        QLayout* layout = widget == nullptr ? nullptr : widget->layout();
        if (layout != nullptr) {
            layout->setContentsMargins(0, 0, 0, 0);
            layout->setSpacing(0);
        }
    };
    flush(m_steps->parentWidget());
    flush(m_pages.front()->parentWidget());
    if (QHBoxLayout* row = buttonRow()) {
        flush(button(QWizard::CancelButton)->parentWidget());
        row->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
        row->setSpacing(theme::kBetween);
    }
}

void SourceWizard::enterPage(int id) {
    if (id < 0) {
        return;
    }
    reachEdges();
    m_steps->setCurrent(id);
    m_footers->setCurrentIndex(id);
    // Another page may have changed what this one shows.
    m_pages[static_cast<std::size_t>(id)]->enter();
    refreshButtons();
}

void SourceWizard::refreshButtons() {
    const WizardPage* page = current();
    if (page == nullptr) {
        return;
    }
    const QString title = m_plan.source != 0 ? tr("Set up again: %1") : tr("Add a source: %1");
    setWindowTitle(currentId() == 0 && m_plan.source == 0 ? tr("Add a source")
                                                          : title.arg(proxyKindOf(m_plan).title()));
    setButtonText(QWizard::NextButton, page->nextText());
    const bool isProven = page->isProven();
    setButtonText(QWizard::FinishButton, isProven ? tr("&Finish") : tr("&Finish anyway"));
    auto* next = qobject_cast<QPushButton*>(button(QWizard::NextButton));
    auto* finish = qobject_cast<QPushButton*>(button(QWizard::FinishButton));
    next->setProperty(theme::kPrimaryProperty, true);
    // Enter must not end it without a proof.
    finish->setAutoDefault(isProven);
    finish->setDefault(isProven);
    finish->setProperty(theme::kPrimaryProperty, isProven);
    finish->update();
}

void SourceWizard::goTo(PageId page) {
    const int wanted = static_cast<int>(page);
    while (currentId() > wanted) {
        back();
    }
    while (currentId() < wanted && current()->isComplete()) {
        const int before = currentId();
        next();
        if (currentId() == before) {
            return;
        }
    }
}

void SourceWizard::showHelp() {
    const WizardPage* page = current();
    auto* dialog = new PlainTextDialog(tr("Help: %1").arg(page->step()), page->help(), this);
    dialog->setObjectName(QStringLiteral("dialog.wizard-help"));
    dialog->open();
}

void SourceWizard::reject() {
    const bool hasAnswers = m_plan.answers != m_begun.answers || m_plan.isBehind != m_begun.isBehind;
    if (!hasAnswers || mayDiscard()) {
        QWizard::reject();
    }
}

bool SourceWizard::mayDiscard() {
    QMessageBox box(QMessageBox::NoIcon, windowTitle(), tr("What you typed is not kept."),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("dialog.wizard-discard"));
    box.setTextFormat(Qt::PlainText);
    QPushButton* discard = box.addButton(tr("&Discard answers"), QMessageBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("wizard.discard"));
    box.setDefaultButton(box.addButton(tr("&Keep editing"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == discard;
}

}  // namespace mirrorscope::ui::wizard
