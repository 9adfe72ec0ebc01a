// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/advice_list.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/proof/patch_line.h"
#include "ui/proof/proof_words.h"
#include "ui/proof/toned_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

/// One a kind of probe and some about all of them; a kept result may come from elsewhere.
constexpr std::size_t kMostReasons = 30;
constexpr std::size_t kSentenceBytes = 1000;

/// As high as its lines are at the width that it gets, and never wider than that.
void fit(QLabel& label) {
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label.setSizePolicy(policy);
}

QPushButton* pushButton(const QString& words, const QString& name, QWidget* parent) {
    auto* button = new QPushButton(words, parent);
    button->setObjectName(name);
    button->setAccessibleName(words);
    button->setAutoDefault(false);
    return button;
}

}  // namespace

AdviceList::AdviceList(QWidget* parent) : QWidget(parent), m_lines(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("proof.advice"));
    setAccessibleName(tr("What to change"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(theme::kInside);
}

void AdviceList::setReasons(const std::vector<probe::Reason>& reasons, bool mayHarden) {
    while (QLayoutItem* item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const std::size_t count = std::min(reasons.size(), kMostReasons);
    for (std::size_t i = 0; i < count; ++i) {
        addReason(i, reasons[i]);
    }
    if (mayHarden && count > 0) {
        addHardened();
    }
}

void AdviceList::addReason(std::size_t number, const probe::Reason& reason) {
    auto* what = new TonedLabel(this, lookOf(reason.verdict).role);
    what->setObjectName(QStringLiteral("proof.reason.%1").arg(number));
    what->setText(text::shownText(reason.what, kSentenceBytes));
    what->setFont(theme::font(theme::TextStyle::Small));
    what->setWordWrap(true);
    fit(*what);
    what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* todo = text::paragraph(this);
    todo->setObjectName(QStringLiteral("proof.todo.%1").arg(number));
    todo->setText(text::shownText(reason.todo, kSentenceBytes));
    todo->setFont(theme::font(theme::TextStyle::Small));
    fit(*todo);
    m_lines->addWidget(what);
    m_lines->addWidget(todo);
    if (!reason.patch.empty()) {
        addPatch(number, text::shownText(reason.patch));
    }
    auto* space = new QWidget(this);
    space->setFixedHeight(theme::kInside);
    m_lines->addWidget(space);
}

void AdviceList::addPatch(std::size_t number, const QString& patch) {
    auto* line = new PatchLine(patch, this);
    line->setObjectName(QStringLiteral("proof.patch.%1").arg(number));
    auto* copy = pushButton(tr("Copy patch"), QStringLiteral("proof.copy-patch.%1").arg(number), this);
    copy->setIcon(theme::icon(theme::Icon::Copy));
    copy->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(copy, &QPushButton::clicked, this, [patch] { QGuiApplication::clipboard()->setText(patch); });
    m_lines->addWidget(line);
    m_lines->addWidget(copy, 0, Qt::AlignLeft);
}

void AdviceList::addHardened() {
    auto* words = text::paragraph(this);
    words->setText(tr("Or change to the hardened form."));
    words->setFont(theme::font(theme::TextStyle::Small));
    auto* button = pushButton(tr("Hardened form"), QStringLiteral("proof.hardened"), this);
    connect(button, &QPushButton::clicked, this, &AdviceList::hardenedFormRequested);
    m_lines->addWidget(words);
    m_lines->addWidget(button, 0, Qt::AlignLeft);
}

}  // namespace mirrorscope::ui::proof
