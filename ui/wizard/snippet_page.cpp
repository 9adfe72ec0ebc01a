// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/snippet_page.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QTabBar>
#include <QVBoxLayout>

#include "core/base/error_text.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/check_panel.h"
#include "ui/wizard/code_view.h"
#include "ui/wizard/form_card.h"
#include "ui/wizard/plain_text_dialog.h"
#include "ui/wizard/plan.h"
#include "ui/wizard/proxy_kinds.h"
#include "ui/wizard/reason_list.h"
#include "ui/wizard/try_button.h"

namespace mirrorscope::ui::wizard {
namespace {

using snippets::Variant;

constexpr int kRoomForTwo = 1500;  // of the wizard: below, the forms become tabs
constexpr int kReasonsWidth = 264;
constexpr int kLowReasons = 150;  // below the tabs

enum Tab { HardenedTab, FaithfulTab, DifferencesTab };

}  // namespace

SnippetPage::SnippetPage(Plan& plan, const WizardContext& context, FoundPrograms& programs, QWidget* parent)
    : WizardPage(plan, QStringLiteral("snippet"), parent),
      m_faithful(new FormCard(QStringLiteral("faithful"), tr("Faithful"), this)),
      m_hardened(new FormCard(QStringLiteral("hardened"), tr("Hardened, recommended"), this)),
      m_differences(new CodeView(this)),
      m_tabs(new QTabBar(this)),
      m_partLine(buildPartLine()),
      m_side(buildReasons()),
      m_check(new CheckPanel(programs, m_side)),
      m_try(new TryButton(plan, context, programs, this)),
      m_grid(new QGridLayout) {
    m_side->layout()->addWidget(m_check);
    m_differences->setObjectName(QStringLiteral("wizard.differences"));
    m_differences->setAccessibleName(tr("Differences of the two forms"));
    m_tabs->setObjectName(QStringLiteral("wizard.tabs"));
    m_tabs->setAccessibleName(tr("Forms of the snippet"));
    m_tabs->addTab(tr("Hardened, recommended"));
    m_tabs->addTab(tr("Faithful"));
    m_tabs->addTab(tr("Differences"));
    m_tabs->setDrawBase(false);
    m_grid->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
    m_grid->setHorizontalSpacing(theme::kBarSide);
    m_grid->setVerticalSpacing(theme::kBetween);
    content()->addLayout(m_grid, 1);
    buildFooter();
    wireKeys();
    connect(m_tabs, &QTabBar::currentChanged, this, &SnippetPage::showTab);
    connect(m_faithful, &FormCard::chosen, this, [this] { choose(Variant::Faithful); });
    connect(m_hardened, &FormCard::chosen, this, [this] { choose(Variant::Hardened); });
    arrange(false);
}

QString SnippetPage::step() const {
    return tr("Snippet");
}

QString SnippetPage::nextText() const {
    return tr("&Next: prove it");
}

QString SnippetPage::help() const {
    return tr(
        "Faithful is the published example with your values. Hardened has the changes that measurements "
        "asked for; each has a number, and beside the forms stands why. Green lines were added, yellow "
        "ones changed, red ones are gone.\n\n"
        "1 and 2 choose a form. Copy and Save as take the part that is chosen above: a part goes to the "
        "place that is named beside it.\n\n"
        "Checked here: the proxy's own program on this machine reads the snippet in a temporary "
        "directory. It is not started, and your configuration is not touched.\n\n"
        "Try it here first starts the proxy's program with the chosen form on free ports of 127.0.0.1, sends "
        "probes through it and shows which copies arrive. All of it ends again and nothing is left.\n\n"
        "Show rollback says how all this is taken back.");
}

QWidget* SnippetPage::buildPartLine() {
    auto* line = new QWidget(this);
    m_part = new QComboBox(line);
    m_part->setObjectName(QStringLiteral("wizard.part"));
    m_part->setAccessibleName(tr("Part of the snippet"));
    auto* label = new QLabel(tr("&Part"), line);
    label->setBuddy(m_part);
    m_place = text::makeNote({}, line);
    m_place->setObjectName(QStringLiteral("wizard.part-place"));
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::kBetween);
    row->addWidget(label);
    row->addWidget(m_part);
    row->addWidget(m_place, 1);
    connect(m_part, &QComboBox::activated, this, [this](int index) {
        plan().part = m_part->itemData(index).toString().toStdString();
        refresh();
        emit planChanged();
    });
    return line;
}

QWidget* SnippetPage::buildReasons() {
    auto* side = new QWidget(this);
    m_reasons = new ReasonList(side);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(theme::kInside, 0, 0, 0);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(text::makeGroupTitle(tr("Why they differ"), side));
    layout->addWidget(m_reasons, 1);
    return side;
}

void SnippetPage::buildFooter() {
    auto* rollback = new QPushButton(tr("Show &rollback…"), this);
    rollback->setObjectName(QStringLiteral("wizard.rollback"));
    auto* options = new QPushButton(tr("&Options…"), this);
    options->setObjectName(QStringLiteral("wizard.options"));
    addFooterButton(m_try);
    addFooterButton(rollback);
    addFooterButton(options);
    connect(rollback, &QPushButton::clicked, this, &SnippetPage::showRollback);
    connect(options, &QPushButton::clicked, this, &SnippetPage::optionsAsked);
    connect(m_try, &TryButton::hardenedAsked, this, [this] { choose(Variant::Hardened); });
}

void SnippetPage::wireKeys() {
    const auto key = [this](Qt::Key number, Variant variant) {
        auto* shortcut = new QShortcut(QKeySequence(number), this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, [this, variant] {
            choose(variant);
            m_tabs->setCurrentIndex(variant == Variant::Faithful ? FaithfulTab : HardenedTab);
        });
    };
    key(Qt::Key_1, Variant::Faithful);
    key(Qt::Key_2, Variant::Hardened);
}

void SnippetPage::arrange(bool isNarrow) {
    m_isNarrow = isNarrow;
    for (QWidget* widget :
         {static_cast<QWidget*>(m_tabs), m_partLine, static_cast<QWidget*>(m_faithful),
          static_cast<QWidget*>(m_hardened), static_cast<QWidget*>(m_differences), m_side}) {
        m_grid->removeWidget(widget);
    }
    m_tabs->setVisible(isNarrow);
    m_side->setMinimumSize(isNarrow ? QSize(0, kLowReasons) : QSize(kReasonsWidth, 0));
    m_side->setMaximumSize(isNarrow ? QSize(QWIDGETSIZE_MAX, kLowReasons)
                                    : QSize(kReasonsWidth, QWIDGETSIZE_MAX));
    for (int column = 0; column < 3; ++column) {
        m_grid->setColumnStretch(column, column == 2 ? 0 : 1);
    }
    if (isNarrow) {
        m_grid->addWidget(m_tabs, 0, 0, Qt::AlignLeft);
        m_grid->addWidget(m_partLine, 0, 1);
        for (QWidget* form : {static_cast<QWidget*>(m_faithful), static_cast<QWidget*>(m_hardened),
                              static_cast<QWidget*>(m_differences)}) {
            m_grid->addWidget(form, 1, 0, 1, 2);
        }
        m_grid->addWidget(m_side, 2, 0, 1, 2);
        showTab(m_tabs->currentIndex());
        return;
    }
    m_grid->addWidget(m_partLine, 0, 0, 1, 3);
    m_grid->addWidget(m_faithful, 1, 0);
    m_grid->addWidget(m_hardened, 1, 1);
    m_grid->addWidget(m_side, 1, 2);
    m_faithful->show();
    m_hardened->show();
    m_differences->hide();
}

void SnippetPage::showTab(int tab) {
    if (!m_isNarrow) {
        return;
    }
    m_hardened->setVisible(tab == HardenedTab);
    m_faithful->setVisible(tab == FaithfulTab);
    m_differences->setVisible(tab == DifferencesTab);
}

void SnippetPage::resizeEvent(QResizeEvent* event) {
    WizardPage::resizeEvent(event);
    const bool isNarrow = window()->width() < kRoomForTwo;
    if (isNarrow != m_isNarrow) {
        arrange(isNarrow);
    }
}

void SnippetPage::hideEvent(QHideEvent* event) {
    m_check->rest();
    WizardPage::hideEvent(event);
}

void SnippetPage::enter() {
    fillParts();
    m_tabs->setCurrentIndex(plan().variant == Variant::Faithful ? FaithfulTab : HardenedTab);
    refresh();
    m_check->setPlan(plan());
    m_try->refresh();
    setNote(summaryOf(plan()));
}

void SnippetPage::fillParts() {
    m_part->clear();
    m_part->addItem(tr("All parts"), QStringLiteral("all"));
    for (const std::string_view part : kindOf(plan()).parts) {
        m_part->addItem(text::ownText(part), text::ownText(part));
    }
    m_part->setCurrentIndex(std::max(0, m_part->findData(QString::fromStdString(plan().part))));
    m_partLine->setVisible(kindOf(plan()).parts.size() > 1);
}

void SnippetPage::choose(Variant variant) {
    plan().variant = variant;
    m_faithful->setChosen(variant == Variant::Faithful);
    m_hardened->setChosen(variant == Variant::Hardened);
    emit planChanged();
}

void SnippetPage::refresh() {
    const auto hardened = snippetOf(plan(), Variant::Hardened);
    const auto faithful = snippetOf(plan(), Variant::Faithful);
    const bool wasSound = std::exchange(m_isSound, hardened.has_value() && faithful.has_value());
    if (wasSound != m_isSound) {
        emit completeChanged();
    }
    if (!m_isSound) {
        const base::Error& error = hardened ? faithful.error() : hardened.error();
        setHeading(tr("Copy the snippet"), text::shownText(base::errorText(error)));
        return;
    }
    setHeading(tr("Copy the snippet"),
               tr("%1 Numbers link a line to its reason.").arg(proxyKindOf(plan()).howTo));
    const std::string& part = plan().part;
    const MarkedText before = markedText(*hardened, &*faithful, part);
    const MarkedText after = markedText(*hardened, nullptr, part);
    m_faithful->setText(before, chosenText(*faithful, part));
    m_hardened->setText(after, chosenText(*hardened, part));
    m_differences->setMarked(differences(before, after));
    m_faithful->setSentence(faithfulSentence());
    m_hardened->setSentence(tr("With the changes that measurements asked for."));
    QList<std::size_t> shown = reasonsIn(before);
    for (const std::size_t reason : reasonsIn(after)) {
        if (!shown.contains(reason)) {
            shown.append(reason);
        }
    }
    std::ranges::sort(shown);
    m_reasons->setReasons(hardened->reasons, shown);
    const snippets::SnippetPart* one = hardened->part(part);
    m_place->setText(one == nullptr ? tr("each below the place that it goes to")
                                    : tr("goes %1").arg(text::ownText(one->place)));
    choose(plan().variant);
}

QString SnippetPage::faithfulSentence() const {
    QStringList missing;
    for (const std::string& option : leftOutOf(plan())) {
        missing.append(QString::fromStdString(option).mid(2));
    }
    return missing.isEmpty()
               ? tr("As published, with your values. For comparison.")
               : tr("As published. It has no place for: %1.").arg(missing.join(QStringLiteral(", ")));
}

bool SnippetPage::isComplete() const {
    return m_isSound;
}

void SnippetPage::showRollback() {
    auto* dialog = new PlainTextDialog(tr("How to take it back"), proxyKindOf(plan()).rollback, window());
    dialog->setObjectName(QStringLiteral("dialog.wizard-rollback"));
    dialog->open();
}

}  // namespace mirrorscope::ui::wizard
