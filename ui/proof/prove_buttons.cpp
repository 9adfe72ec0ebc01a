// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/prove_buttons.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "ui/text/plain_label.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::proof {
namespace {

QPushButton* button(const QString& words, const char* name, QWidget* parent) {
    auto* made = new QPushButton(words, parent);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    return made;
}

}  // namespace

ProveButtons::ProveButtons(QWidget* parent)
    : QWidget(parent),
      m_note(new text::PlainLabel(this)),
      m_save(button(tr("&Save report…"), "proof.save", this)),
      m_start(button(tr("Sta&rt"), "proof.start", this)),
      m_cancel(button(tr("Cance&l"), "proof.cancel", this)) {
    setObjectName(QStringLiteral("proof.buttons"));
    m_note->setObjectName(QStringLiteral("proof.note"));
    m_note->setFont(theme::font(theme::TextStyle::Small));
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setElided(text::Kind::Sentence);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::kBetween);
    line->addWidget(m_note, 1);
    line->addWidget(m_save);
    line->addWidget(m_cancel);
    line->addWidget(m_start);
    connect(m_save, &QPushButton::clicked, this, &ProveButtons::saveRequested);
    connect(m_start, &QPushButton::clicked, this, &ProveButtons::startRequested);
    connect(m_cancel, &QPushButton::clicked, this, &ProveButtons::cancelRequested);
    setState(false, false, false);
}

void ProveButtons::setState(bool mayStart, bool isRunning, bool hasProof) {
    const bool hadFocus = m_start->hasFocus() || m_cancel->hasFocus();
    m_save->setEnabled(hasProof && !isRunning);
    m_start->setText(hasProof ? tr("&Run again") : tr("Sta&rt"));
    // What follows a proof is up to the window around it.
    m_start->setProperty(theme::kPrimaryProperty, !hasProof);
    m_start->update();
    m_start->setEnabled(mayStart && !isRunning);
    m_start->setVisible(!isRunning);
    m_cancel->setVisible(isRunning);
    if (hadFocus) {
        (isRunning ? m_cancel : m_start)->setFocus(Qt::OtherFocusReason);
    }
}

void ProveButtons::setNote(const QString& note) {
    m_note->setText(note);
}

}  // namespace mirrorscope::ui::proof
