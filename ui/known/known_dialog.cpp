// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/known/known_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include "ui/known/archive_list.h"
#include "ui/known/known_list.h"
#include "ui/known/known_page.h"
#include "ui/text/plain_label.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

namespace mirrorscope::ui::known {
namespace {

constexpr QSize kSize{720, 640};

}  // namespace

KnownDialog::KnownDialog(KnownList& known, ArchiveList& archive, live::PageLoader& loader,
                         ReadDecisions readDecisions, QWidget* parent)
    : QDialog(parent),
      m_known(known),
      m_archive(archive),
      m_tabs(new QTabWidget(this)),
      m_sources(new KnownPage(known.all(), known.now(), loader, m_tabs)),
      m_rules(new ArchivePage(archive, known.now(), loader, std::move(readDecisions), m_tabs)) {
    setObjectName(QStringLiteral("dialog.known"));
    setWindowTitle(tr("Known sources and rules"));
    resize(kSize);
    m_tabs->setObjectName(QStringLiteral("known.tabs"));
    m_tabs->addTab(m_sources, tr("Known sources"));
    m_tabs->addTab(m_rules, tr("Archive by rule"));
    auto* box = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    box->button(QDialogButtonBox::Ok)->setText(tr("Keep"));
    box->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("known.keep"));
    box->button(QDialogButtonBox::Ok)->setProperty(theme::kPrimaryProperty, true);
    connect(box, &QDialogButtonBox::accepted, this, &KnownDialog::accept);
    connect(box, &QDialogButtonBox::rejected, this, &KnownDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    if (!known.problem().isEmpty()) {
        auto* problem = new text::PlainLabel(
            tr("%1\nThe file is left as it is: known sources that you change here count until the window "
               "closes.")
                .arg(known.problem()),
            this);
        problem->setObjectName(QStringLiteral("known.problem"));
        problem->setWordWrap(true);
        QPalette palette = problem->palette();
        palette.setColor(QPalette::WindowText, theme::color(theme::Role::High));
        problem->setPalette(palette);
        layout->addWidget(problem);
    }
    layout->addWidget(m_tabs, 1);
    layout->addWidget(box);
}

void KnownDialog::addSource(const standing::KnownSource& source) {
    m_tabs->setCurrentWidget(m_sources);
    m_sources->add(source);
}

void KnownDialog::showRules() {
    m_tabs->setCurrentWidget(m_rules);
}

void KnownDialog::accept() {
    if (m_sources->showComplaint()) {
        m_tabs->setCurrentWidget(m_sources);
        return;
    }
    if (m_rules->showComplaint()) {
        m_tabs->setCurrentWidget(m_rules);
        return;
    }
    const bool wasRead = m_known.problem().isEmpty();
    const bool rulesWereRead = m_archive.problem().isEmpty();
    if (m_sources->sources() != m_known.all() && !m_known.keep(m_sources->sources()) && wasRead) {
        emit notWritten(m_known.problem());
    }
    if (rulesWereRead && m_rules->rules() != m_archive.all() && !m_archive.keep(m_rules->rules())) {
        emit notWritten(m_archive.problem());
    }
    QDialog::accept();
}

}  // namespace mirrorscope::ui::known
