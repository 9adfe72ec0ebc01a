// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/side_column.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/proof/advice_list.h"
#include "ui/proof/contract_list.h"
#include "ui/proof/lag_chart.h"
#include "ui/proof/proof_words.h"
#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::proof {
namespace {

constexpr int kWidth = 344;
constexpr int kNarrowWidth = 288;

text::PlainLabel* small(const char* name, QWidget* parent) {
    auto* label = text::paragraph(parent, name);
    label->setFont(theme::font(theme::TextStyle::Small));
    label->setForegroundRole(QPalette::PlaceholderText);
    // As high as its lines are at the width of the column.
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

}  // namespace

SideColumn::SideColumn(QWidget* parent) : QScrollArea(parent) {
    setObjectName(QStringLiteral("proof.side"));
    setAccessibleName(tr("Headers, lag and what to change"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedWidth(kWidth);
    auto* page = new QWidget(this);
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    m_promise = small("proof.promise", page);
    m_contract = new ContractList(page);
    m_warmUp = small("proof.warm-up", page);
    m_steady = small("proof.steady", page);
    m_lags = new LagChart(page);
    m_advice = new AdviceList(page);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(theme::kPage, theme::kBarSide, theme::kPage, theme::kBarSide);
    column->setSpacing(theme::kBarSide);
    addSection(*column, tr("Header contract"), {m_promise, m_contract});
    addSection(*column, tr("First connections"), {m_warmUp, m_steady});
    addSection(*column, tr("Lag, all probes"), {m_lags});
    addSection(*column, tr("What to change"), {m_advice});
    m_adviceSection = m_advice->parentWidget();
    column->addStretch(1);
    setWidget(page);
    connect(m_advice, &AdviceList::hardenedFormRequested, this, &SideColumn::hardenedFormRequested);
    clear();
}

void SideColumn::setNarrow(bool narrow) {
    setFixedWidth(narrow ? kNarrowWidth : kWidth);
}

void SideColumn::addSection(QVBoxLayout& column, const QString& title, const QList<QWidget*>& parts) {
    auto* section = new QWidget(column.parentWidget());
    auto* lines = new QVBoxLayout(section);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(theme::kBetween);
    if (column.count() > 0) {
        lines->addWidget(text::makeRule(section));
    }
    auto* head = new text::PlainLabel(title, section);
    QFont strong = head->font();
    strong.setWeight(theme::kStrongWeight);
    head->setFont(strong);
    lines->addWidget(head);
    for (QWidget* part : parts) {
        lines->addWidget(part);
    }
    column.addWidget(section);
}

void SideColumn::clear() {
    m_promise->setText(tr("What arrived of the promised headers stands here after a run."));
    m_contract->setHeaders({});
    m_warmUp->setText(tr("First requests of connections are sent ahead and not counted."));
    m_steady->setText({});
    m_steady->hide();
    m_lags->setLags({});
    m_advice->setReasons({}, false);
    m_adviceSection->hide();
}

void SideColumn::setProof(const probe::Proof& proof, bool mayHarden) {
    m_promise->setText(proof.headers.empty()
                           ? tr("No header is promised: nobody said which ones copies must carry.")
                           : tr("What the snippet promises, and what arrived"));
    m_contract->setHeaders(proof.headers);
    m_warmUp->setText(warmUpText(proof));
    m_steady->setText(steadyText(proof));
    m_steady->show();
    m_lags->setLags(proof.lags);
    const bool hasAdvice = !proof.reasons.empty();
    m_advice->setReasons(proof.reasons, mayHarden && proof.verdict != probe::Verdict::Passed);
    m_adviceSection->setVisible(hasAdvice);
}

void SideColumn::showAdvice() {
    ensureWidgetVisible(m_adviceSection, 0, viewport()->height());
    if (auto* button = m_advice->findChild<QPushButton*>()) {
        button->setFocus(Qt::OtherFocusReason);
    } else {
        setFocus(Qt::OtherFocusReason);
    }
}

}  // namespace mirrorscope::ui::proof
