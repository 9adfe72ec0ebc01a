// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/import_dialog.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/number_text.h"
#include "ui/text/plain_label.h"
#include "ui/text/shown_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/spacing.h"
#include "ui/theme/style.h"

namespace mirrorscope::ui::views {
namespace {

constexpr QSize kSize{640, 440};
constexpr int kReportHeight = 120;

}  // namespace

ImportDialog::ImportDialog(ViewList& list, QWidget* parent)
    : QDialog(parent),
      m_list(list),
      m_text(new QPlainTextEdit(this)),
      m_summary(new text::PlainLabel(this)),
      m_report(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("dialog.import-views"));
    setWindowTitle(tr("Import views"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(kSize);
    m_text->setObjectName(QStringLiteral("import.text"));
    m_text->setAccessibleName(tr("Views as text"));
    m_text->setPlaceholderText(tr("Paste views here, or open a file"));
    m_text->setFont(theme::font(theme::TextStyle::Mono));
    m_text->setTabChangesFocus(true);
    m_summary->setObjectName(QStringLiteral("import.summary"));
    m_summary->setWordWrap(true);
    m_summary->hide();
    m_report->setObjectName(QStringLiteral("import.report"));
    m_report->setAccessibleName(tr("What was not imported as it is"));
    m_report->setReadOnly(true);
    m_report->setTabChangesFocus(true);
    m_report->setFixedHeight(kReportHeight);
    m_report->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* file = buttons->addButton(tr("Open &file…"), QDialogButtonBox::ActionRole);
    file->setObjectName(QStringLiteral("import.file"));
    file->setAutoDefault(false);
    m_import = buttons->addButton(tr("&Import"), QDialogButtonBox::ActionRole);
    m_import->setObjectName(QStringLiteral("import.import"));
    m_import->setProperty(theme::kPrimaryProperty, true);
    m_import->setDefault(true);
    m_import->setEnabled(false);
    auto* label = new text::PlainLabel(tr("&Views as text"), this);
    label->setBuddy(m_text);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::kPage, theme::kPage, theme::kPage, theme::kPage);
    layout->setSpacing(theme::kBetween);
    layout->addWidget(label);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_summary);
    layout->addWidget(m_report);
    layout->addWidget(buttons);
    connect(file, &QPushButton::clicked, this, &ImportDialog::askForFile);
    connect(m_import, &QPushButton::clicked, this, &ImportDialog::importText);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_text, &QPlainTextEdit::textChanged, this,
            [this] { m_import->setEnabled(!m_text->document()->isEmpty()); });
}

void ImportDialog::askForFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Import views"), QString(), tr("Views (*.txt);;All files (*)"));
    if (!file.isEmpty()) {
        importFile(file);
    }
}

void ImportDialog::importFile(const QString& name) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        m_summary->setText(
            tr("%1 cannot be read: %2")
                .arg(text::shownText(QFile::encodeName(name).toStdString()), file.errorString()));
        m_summary->show();
        m_report->hide();
        return;
    }
    // One byte more than there may be: a longer one is told.
    import(file.read(kMostBytes + 1));
}

void ImportDialog::importText() {
    import(m_text->toPlainText().toUtf8());
}

void ImportDialog::import(const QByteArray& bytes) {
    const ViewImport result = m_list.import(bytes);
    const QString all = report(result);
    m_summary->setText(all.section(u'\n', 0, 0));
    m_summary->show();
    const QString details = all.section(u'\n', 1);
    m_report->setPlainText(details);
    m_report->setVisible(!details.isEmpty());
    if (result.imported > 0) {
        m_text->clear();  // once is enough
    }
}

QString ImportDialog::report(const ViewImport& result) {
    QStringList parts{result.imported == 0   ? tr("No view imported")
                      : result.imported == 1 ? tr("1 view imported")
                                             : tr("%1 views imported").arg(result.imported)};
    if (!result.renamed.isEmpty()) {
        parts += tr("%1 under another name").arg(result.renamed.size());
    }
    if (result.read.refused > 0) {
        parts += tr("%1 refused").arg(text::countText(result.read.refused));
    }
    QStringList lines{parts.join(QStringLiteral(", "))};
    lines += result.renamed;
    const bool isAboutAll = result.imported == 0 && result.read.refused == 0;
    for (const ViewProblem& problem : result.read.problems) {
        lines += problem.refused ? tr("Refused, %1").arg(sentence(problem))
                 : isAboutAll    ? sentence(problem)
                                 : tr("Left out, %1").arg(sentence(problem));
    }
    return lines.join(u'\n');
}

}  // namespace mirrorscope::ui::views
