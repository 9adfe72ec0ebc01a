// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lint/trap_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/snippets/lint/lint_words.h"
#include "ui/text/patch_view.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/spacing.h"

namespace mirrorscope::ui::lint {
namespace {

using snippets::lint::LintFinding;

QString fixText(const LintFinding& trap) {
    QStringList lines;
    for (const std::string& line : snippets::lint::shownLines(trap.fix.after)) {
        lines += text::ownText(line);
    }
    return lines.join(u'\n');
}

QString placeText(const LintFinding& trap, std::size_t line) {
    const QString code = text::ownText(trap.code);
    return trap.file.empty() ? TrapPanel::tr("Line %1, %2").arg(QString::number(line), code)
                             : TrapPanel::tr("Line %1: %2, line %3, %4")
                                   .arg(QString::number(line), text::shownText(trap.file),
                                        QString::number(trap.line), code);
}

}  // namespace

TrapPanel::TrapPanel(QWidget* parent)
    : QWidget(parent),
      m_message(text::paragraph(this, "lint.message")),
      m_place(text::paragraph(this, "lint.place")),
      m_costsTitle(new text::PlainLabel(tr("What it costs"), this)),
      m_costs(text::paragraph(this, "lint.costs")),
      m_wanted(text::paragraph(this, "lint.wanted")),
      m_patch(new text::PatchView(this)),
      m_copy(new QPushButton(theme::icon(theme::Icon::Copy), tr("Copy &fix"), this)) {
    setObjectName(QStringLiteral("lint.trap"));
    setAccessibleName(tr("The chosen trap"));
    m_message->setFont(theme::font(theme::TextStyle::Heading));
    m_place->setFont(theme::font(theme::TextStyle::Small));
    m_place->setForegroundRole(QPalette::PlaceholderText);
    QFont strong = m_costsTitle->font();
    strong.setWeight(theme::kStrongWeight);
    m_costsTitle->setFont(strong);
    m_copy->setObjectName(QStringLiteral("lint.copy-fix"));
    m_copy->setAutoDefault(false);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_fix); });
    layOut();
    setTrap(nullptr, 0);
}

void TrapPanel::layOut() {
    auto* last = new QHBoxLayout;
    last->addWidget(m_copy);
    last->addStretch(1);
    auto* lines = new QVBoxLayout(this);
    lines->setContentsMargins(theme::kBarSide, theme::kBarSide, theme::kBarSide, theme::kBarSide);
    lines->setSpacing(theme::kBetween);
    lines->addWidget(m_message);
    lines->addWidget(m_place);
    lines->addWidget(m_costsTitle);
    lines->addWidget(m_costs);
    lines->addWidget(m_wanted);
    lines->addWidget(m_patch);
    lines->addLayout(last);
    lines->addStretch(1);
}

void TrapPanel::setTrap(const LintFinding* trap, std::size_t line) {
    const bool hasTrap = trap != nullptr;
    const bool hasPatch = hasTrap && !(trap->fix.before.empty() && trap->fix.after.empty());
    m_message->setText(hasTrap ? text::shownText(trap->message) : tr("Choose a trap to see what it costs"));
    for (QWidget* part : {static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_costsTitle),
                          static_cast<QWidget*>(m_costs), static_cast<QWidget*>(m_copy)}) {
        part->setVisible(hasTrap);
    }
    m_patch->setVisible(hasPatch);
    m_wanted->setVisible(hasTrap && !hasPatch && !trap->wanted.empty());
    m_fix = hasTrap ? fixText(*trap) : QString();
    m_copy->setEnabled(!m_fix.isEmpty());
    text::setPlainToolTip(m_copy, m_fix.isEmpty() ? tr("There is no line to write for this one")
                                                  : tr("The lines that are to stand there"));
    if (!hasTrap) {
        return;
    }
    m_place->setText(placeText(*trap, line));
    m_costs->setText(text::ownText(trap->reason));
    m_wanted->setText(tr("Wanted: %1").arg(text::shownText(trap->wanted)));
    if (hasPatch) {
        m_patch->setPatch(trap->directive, trap->fix.before, trap->fix.after);
    }
}

}  // namespace mirrorscope::ui::lint
