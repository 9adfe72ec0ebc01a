// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/proof/report_file.h"

#include <QFile>
#include <QFileDialog>

#include "core/probe/proof_json.h"
#include "core/probe/proof_text.h"
#include "ui/proof/proof_words.h"
#include "ui/text/message_box.h"

namespace mirrorscope::ui::proof {

ReportFile::ReportFile(ProofRunner& runner, QWidget* window)
    : QObject(window), m_runner(runner), m_window(window) {
    connect(&runner, &ProofRunner::saved, this, [this] { emit saved(m_file); });
    connect(&runner, &ProofRunner::notSaved, this, &ReportFile::sayFailed);
}

void ReportFile::ask(const probe::Proof& proof) {
    auto* dialog = new QFileDialog(m_window, tr("Save report"), QString(), tr("Text (*.txt);;JSON (*.json)"));
    dialog->setObjectName(QStringLiteral("dialog.proof-file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("json")) ? QStringLiteral("json")
                                                                        : QStringLiteral("txt"));
    });
    dialog->selectFile(tr("proof.txt"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, proof](const QString& file) { write(proof, file); });
    dialog->open();
}

void ReportFile::write(const probe::Proof& proof, const QString& file) {
    m_file = file;
    const bool isJson = file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
    m_runner.save(QFile::encodeName(file).toStdString(),
                  isJson ? probe::proofJson(proof) + "\n" : probe::proofText(proof));
}

void ReportFile::sayFailed(const base::Error& error) {
    const Sentences why = errorSentences(error);
    text::openMessage(m_window, QMessageBox::Warning, QStringLiteral("dialog.proof-not-saved"), why.what,
                      why.todo);
}

}  // namespace mirrorscope::ui::proof
