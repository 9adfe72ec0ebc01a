// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/program_choice.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QPushButton>
#include <algorithm>
#include <utility>

#include "ui/text/plain_label.h"
#include "ui/text/role_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/spacing.h"
#include "ui/wizard/found_programs.h"
#include "ui/wizard/proxy_kinds.h"

namespace mirrorscope::ui::wizard {

ProgramChoice::ProgramChoice(std::string kind, FoundPrograms& programs, QWidget* parent)
    : QWidget(parent),
      m_kind(std::move(kind)),
      m_programs(programs),
      m_file(programOnPath(QString::fromStdString(m_kind))),
      m_path(new text::PlainLabel(this)),
      m_note(text::makeNote({}, this)),
      m_choose(new QPushButton(tr("C&hoose…"), this)) {
    setObjectName(QStringLiteral("wizard.try.program"));
    m_path->setObjectName(QStringLiteral("wizard.try.path"));
    m_path->setElided(text::Kind::Path);
    m_note->setObjectName(QStringLiteral("wizard.try.program-note"));
    m_choose->setObjectName(QStringLiteral("wizard.try.choose"));
    m_choose->setAccessibleName(tr("Choose the program"));
    m_choose->setAutoDefault(false);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::kBetween);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    grid->addWidget(text::makeGroupTitle(tr("Program"), this), 0, 0);
    grid->addWidget(m_path, 1, 0);
    grid->addWidget(m_note, 2, 0);
    grid->addWidget(m_choose, 0, 1, 3, 1, Qt::AlignVCenter);
    connect(m_choose, &QPushButton::clicked, this, &ProgramChoice::ask);
    connect(&m_programs, &FoundPrograms::found, this, &ProgramChoice::refresh);
    refresh();
}

void ProgramChoice::setFile(const QString& file) {
    m_file = file;
    m_isChosen = true;
    refresh();
    emit changed();
}

void ProgramChoice::setLocked(bool locked) {
    m_choose->setEnabled(!locked);
}

void ProgramChoice::takeFocus() {
    m_choose->setFocus(Qt::OtherFocusReason);
}

void ProgramChoice::refresh() {
    const auto found = m_programs.of(m_kind);
    m_path->setText(m_file.isEmpty() ? tr("none") : text::shownText(m_file.toStdString()));
    const bool isKnown = found && !m_isChosen && !found->version.isEmpty();
    m_note->setText(
        m_file.isEmpty() ? tr("not on PATH, nor where servers are installed")
        : m_isChosen     ? tr("chosen")
        : isKnown ? tr("version %1, found on this machine").arg(text::shownText(found->version.toStdString()))
                  : tr("found on this machine"));
    m_path->setAccessibleName(tr("Program: %1, %2").arg(m_path->text(), m_note->text()));
}

void ProgramChoice::ask() {
    auto* dialog = new QFileDialog(this, tr("Program of the proxy"));
    dialog->setObjectName(QStringLiteral("dialog.wizard-try-program"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ProgramChoice::setFile);
    dialog->open();
}

}  // namespace mirrorscope::ui::wizard
